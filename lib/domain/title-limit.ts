/** How long a typed title may be; a file of its own, so that a browser needs nothing else to know it. */

export const TITLE_MAX = 120;
