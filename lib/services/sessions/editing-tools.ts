/** The tools that edit files, as the log is asked for their calls. */

/** Every successful call of these is taken for an edit, its parameters unread. */
export const EDITORS = ["text_editor", "batch_edit", "extract_lines"];
/** It edits when it is given a rewrite. */
export const REWRITER = "ast_grep";
