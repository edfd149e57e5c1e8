/** Paths as a tree of folders with the weight of what is in them. */
import type { FolderRow } from "./tool-view";

export type TreeNode = {
  /** One name, or several joined where a folder holds only another: "src/auth". */
  name: string;
  path: string;
  lines: number | null;
  tokens: number | null;
  /** Null: a file. */
  children: TreeNode[] | null;
};

type Folder = { folders: Map<string, Folder>; files: FolderRow[] };

const DEPTH_MAX = 40;
const newFolder = (): Folder => ({ folders: new Map(), files: [] });

const sum = (nodes: readonly TreeNode[], weight: "lines" | "tokens"): number | null =>
  nodes.some((node) => node[weight] !== null) ? nodes.reduce((total, node) => total + (node[weight] ?? 0), 0) : null;

function nodeOf(name: string, path: string, folder: Folder): TreeNode {
  const [only, ...others] = folder.folders;
  if (only && others.length === 0 && folder.files.length === 0) return nodeOf(`${name}/${only[0]}`, `${path}/${only[0]}`, only[1]);
  const children = nodesOf(folder, path);
  return { name, path, lines: sum(children, "lines"), tokens: sum(children, "tokens"), children };
}

function nodesOf(folder: Folder, path: string): TreeNode[] {
  const under = (name: string) => (path === "" ? name : `${path}/${name}`);
  return [
    ...[...folder.folders].map(([name, inner]) => nodeOf(name, under(name), inner)),
    ...folder.files.map((row) => ({ ...row, name: row.path.slice(row.path.lastIndexOf("/") + 1) || row.path, children: null })),
  ];
}

/** Folders first, each in the order the tool listed it. A row that ends with a slash is a folder nothing is known of. */
export function treeOf(rows: readonly FolderRow[]): TreeNode[] {
  const root = newFolder();
  for (const row of rows) {
    const names = row.path.replace(/^\.\//, "").split("/");
    let folder = root;
    for (const name of names.slice(0, -1).slice(0, DEPTH_MAX)) {
      const inner = folder.folders.get(name) ?? newFolder();
      folder.folders.set(name, inner);
      folder = inner;
    }
    if (names.at(-1) !== "") folder.files.push(row);
  }
  return nodesOf(root, "");
}

/** The rows whose path has every word in it. */
export function filterRows(rows: readonly FolderRow[], wanted: string): readonly FolderRow[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? rows : rows.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)));
}
