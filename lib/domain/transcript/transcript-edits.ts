/** What an editing call has to do with calls before it: the edit that an undo took back, what had shown a path that was then made. */
import { editedPath, readEditSteps } from "@/lib/domain/changes/edit-step";
import { FilePaths } from "@/lib/domain/changes/file-paths";
import { describeTool, paramsOf, type ToolKind, word } from "@/lib/domain/tools/tool-call";
import type { Found, Shelf } from "./transcript-shelf";
import type { CallTrace, Item, ToolItem } from "./transcript-types";

type Call = Found<ToolItem>;

const EXISTED = /\b(?:overw(?:ritten|rote)|already existed|existed before|replaced (?:the )?existing)\b/i;
const paths = new FilePaths(null);

const pathOf = (item: ToolItem): string => {
  const path = editedPath(item);
  return path && paths.keyOf(path);
};
/** From there on the same name may be another file. */
const isMove = ({ tool, result }: ToolItem): boolean => tool === "workdir" && result?.success === true;

/** What a call did to its file; null: nothing that can be taken back. */
function stepOf({ tool, server, params, result }: ToolItem): string | null {
  const [only] = result?.success ? readEditSteps({ tool, server, params, result }) : [];
  return only?.step.kind ?? null;
}

/** Of a very long conversation no more calls are looked at. */
const LOOKED_AT = 2_000;

/** The newest call before this one that fits; null where a move to another folder stands between. */
function newestBefore(shelf: Shelf, { item: later }: Call, fits: (item: ToolItem) => boolean): Call | null {
  const path = pathOf(later);
  if (path === "") return null;
  const isOf = (item: ToolItem) => item.result?.success === true && pathOf(item) === path && fits(item);
  let left = LOOKED_AT;
  const isEnd = (item: ToolItem) => left < 0 || isMove(item);
  const found = shelf.find((item: Item): item is ToolItem => {
    if (item.type !== "tool" || item.seq >= later.seq) return false;
    left -= 1;
    return isEnd(item) || isOf(item);
  });
  return found && !isEnd(found.item) ? found : null;
}

/** The edit that an undo took back: the newest one that is not taken back yet. A file that was made is not unmade so. */
const undoneBy = (shelf: Shelf, call: Call): Call | null =>
  newestBefore(shelf, call, (item) => {
    const step = item.trace?.isUndone ? null : stepOf(item);
    return step !== null && step !== "create" && step !== "undo";
  });

/** What showed or made or changed the file of this call. */
const seenBefore = (shelf: Shelf, call: Call, kinds: readonly ToolKind[]): Call | null =>
  newestBefore(shelf, call, ({ tool, server, params }) => {
    const { kind, name } = describeTool(tool, server, params);
    return kinds.includes(kind) || name === "Create";
  });

/** What had seen the path of a file before it was made; `call` is null where only the tool says so. */
function existedBefore(shelf: Shelf, call: Call): { call: ToolItem | null } | null {
  const seen = seenBefore(shelf, call, ["edit", "read"]);
  if (seen && stepOf(seen.item) !== "delete") return { call: seen.item };
  return EXISTED.test(call.item.result?.content.slice(0, 2_000) ?? "") ? { call: null } : null;
}

type Before = NonNullable<CallTrace["before"]> & { undone: Call | null };
const told = (how: Before["how"], call: ToolItem | null, undone: Call | null = null): Before => ({
  how,
  call: call && { ...call, trace: null },
  undone,
});

/** How an edit that went well stands to what was before it, and the edit that it took back; null: nothing to say. */
export function editBefore(shelf: Shelf, call: Call): Before | null {
  if (call.item.tool !== "text_editor") return null;
  const command = word(paramsOf(call.item.params), "command");
  if (command === "delete") return told("deleted", seenBefore(shelf, call, ["read"])?.item ?? null);
  if (command === "undo_edit") {
    const undone = undoneBy(shelf, call);
    return undone && told("undid", undone.item, undone);
  }
  const existed = command === "create" ? existedBefore(shelf, call) : null;
  return existed && told("existed", existed.call);
}
