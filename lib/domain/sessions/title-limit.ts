/** What a browser must know of titles; a file of its own, so that it needs nothing else for it. */

/** How long a typed title may be. */
export const TITLE_MAX = 120;
/** What a session is called until it has a name. */
export const DEFAULT_TITLE = "New session";
