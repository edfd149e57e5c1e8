/** Which files of the changes are listed and not in their sum: nothing in them differs in the end, or nobody knows. */
import type { FileChange } from "@/lib/domain/changes/changes";

const words = [
  ["undone", "undone"],
  ["failed", "failed"],
  ["lost", "without an answer"],
] as const satisfies [FileChange["status"], string][];

/** "1 undone, 2 failed": with them it is as many as are listed; "": all are in the sum. */
export function uncountedWords(files: readonly Pick<FileChange, "status">[]): string {
  const counted = words.map(([status, says]) => [files.filter((file) => file.status === status).length, says] as const);
  return counted.flatMap(([count, says]) => (count > 0 ? [`${count.toLocaleString("en")} ${says}`] : [])).join(", ");
}
