/** The changed files as rows of a tree: folders that hold only a folder are one row. */
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";

export type ChangeRow =
  | { kind: "folder"; key: string; name: string; depth: number }
  | { kind: "file"; file: PatchedChange; name: string; depth: number };

type Folder = { folders: Map<string, Folder>; files: { name: string; file: PatchedChange }[] };

const emptyFolder = (): Folder => ({ folders: new Map(), files: [] });

function rowsIn(folder: Folder, path: string, depth: number): ChangeRow[] {
  const folders = [...folder.folders].flatMap(([first, inner]): ChangeRow[] => {
    let name = first;
    let shown = inner;
    while (shown.files.length === 0 && shown.folders.size === 1) {
      const [next] = shown.folders;
      if (!next) break;
      name = `${name}/${next[0]}`;
      shown = next[1];
    }
    const key = `${path}${name}/`;
    return [{ kind: "folder", key, name, depth }, ...rowsIn(shown, key, depth + 1)];
  });
  return [...folders, ...folder.files.map(({ name, file }): ChangeRow => ({ kind: "file", file, name, depth }))];
}

/** Folders first, then files, each in the order of their names. */
export function changeRows(files: readonly PatchedChange[]): ChangeRow[] {
  const root = emptyFolder();
  for (const file of [...files].sort((a, b) => a.path.localeCompare(b.path, "en"))) {
    const parts = file.path.split("/");
    const name = parts.pop() ?? "";
    // an absolute path starts with an empty part: its folder is named with the slash
    if (parts[0] === "" && parts.length > 1) parts.splice(0, 2, `/${parts[1]}`);
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? emptyFolder();
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push({ name, file });
  }
  return rowsIn(root, "", 0);
}
