/** How large a saved prompt may be; a file of its own, so that a browser needs nothing else to know it. */

export const PROMPT_NAME_MAX = 60;
export const PROMPT_TEXT_MAX = 32 * 1024;
