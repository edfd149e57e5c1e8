/** What became of a file, all edits of it together. */

export const fileStatuses = ["created", "edited", "deleted", "undone", "failed", "lost"] as const;
export type FileStatus = (typeof fileStatuses)[number];

/** False: it is as it was, or nobody knows. */
export const isChanged = (status: FileStatus): boolean => status === "created" || status === "edited" || status === "deleted";
