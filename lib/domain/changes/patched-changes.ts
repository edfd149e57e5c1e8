/** Changes with a patch of each file. Most pages only say what a turn changed: they have neither the code for it nor the work. */
import { type Changes, changesOf, type FileChange, type ReadChange } from "./changes";
import { type Patch, patchOf } from "./file-patch";

export type PatchedChange = FileChange & { patch: Patch };

export const withPatch = ({ outcome, ...file }: ReadChange): PatchedChange => ({
  ...file,
  patch: patchOf(file.path, file.outside, outcome),
});

export function patchedChangesOf(...given: Parameters<typeof changesOf>): Changes<PatchedChange> {
  const { files, sum } = changesOf(...given);
  return { files: files.map(withPatch), sum };
}
