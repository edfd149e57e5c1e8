/** The outline as the page holds it: pages put together, what runs kept current, what a filter lets through; pure. */
import { isEdit } from "@/lib/domain/changes/change-calls";
import type { EditMark } from "@/lib/domain/changes/tracked-file";
import type { CostPoint, OutlineTurn, TurnPage } from "@/lib/domain/sessions/turn-outline";
import { runningTurn } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";

/** Newest first. `next`: what to ask for to have more; null: these are all. `failed`: in how many turns of all something failed. */
export type Outline = { turns: readonly OutlineTurn[]; next: number | null; total: number; failed: number; curve: readonly CostPoint[] };

/** The outline with a page more: the newest again, or the one before what is there. */
export function addPage(outline: Outline | null, { turns, next, total, failed, curve }: TurnPage): Outline {
  if (curve === null || failed === null) {
    if (!outline) return { turns, next, total, failed: 0, curve: [] };
    const oldest = outline.turns.at(-1)?.no ?? Number.POSITIVE_INFINITY;
    return { ...outline, turns: [...outline.turns, ...turns.filter(({ no }) => no < oldest)], next, total };
  }
  const oldest = turns.at(-1)?.no ?? 0;
  const kept = outline?.turns.filter(({ no }) => no < oldest) ?? [];
  const follows = kept[0] !== undefined && kept[0].no === oldest - 1;
  return { turns: follows ? [...turns, ...kept] : turns, next: follows && outline ? outline.next : next, total, failed, curve };
}

/** Changes when a turn began or ended or something was found to cost: only then there is something new to ask for. */
export function newsOfTurns({ entries, facts }: Pick<Transcript, "entries" | "facts">): string {
  const newest = entries.findLast((entry) => entry.type === "turn");
  return `${newest?.type === "turn" ? `${newest.no} ${newest.outcome}` : ""} ${facts.costNano} ${facts.unknownCostTurns}`;
}

/** The turn that runs does more all the time: its counts are taken from the page when the page has its beginning. */
export function withLive(turns: readonly OutlineTurn[], transcript: Transcript): readonly OutlineTurn[] {
  const live = runningTurn(transcript);
  if (!live || live.seq < transcript.from) return turns;
  const calls = live.items.flatMap((item) => (item.type === "tool" ? [item] : []));
  const edits = calls.filter((call) => call.result?.success && isEdit(call)).length;
  const failures = calls.filter(({ result }) => result?.success === false).length;
  return turns.map((turn) => (turn.no === live.no && turn.state === "open" ? { ...turn, tools: calls.length, failures, edits } : turn));
}

type Edited = readonly { path: string; edits: readonly (Pick<EditMark, "turn" | "state" | "seq"> & { run: unknown })[] }[];

/** The turns with the edits of the runs that they delegated: the projections count those of the session's own agent. */
export function withRuns(turns: readonly OutlineTurn[], files: Edited): readonly OutlineTurn[] {
  const made = new Map<number, Set<number>>();
  for (const { turn, seq, state, run } of files.flatMap(({ edits }) => edits)) {
    if (turn === null || run === null || state === "failed" || state === "lost") continue;
    made.set(turn, (made.get(turn) ?? new Set()).add(seq));
  }
  if (made.size === 0) return turns;
  return turns.map((turn) => (made.has(turn.no) ? { ...turn, edits: turn.edits + (made.get(turn.no)?.size ?? 0) } : turn));
}

/** Which files a turn's edits were of. */
export function filesByTurn(files: readonly { path: string; edits: readonly { turn: number | null }[] }[]): ReadonlyMap<number, string[]> {
  const paths = new Map<number, string[]>();
  for (const { path, edits } of files) {
    for (const turn of new Set(edits.map((edit) => edit.turn))) {
      if (turn !== null) paths.set(turn, [...(paths.get(turn) ?? []), path]);
    }
  }
  return paths;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What the first files are called, with their folder where others of them are called the same. */
export function shortNames(files: readonly string[], most: number): string[] {
  return files.slice(0, most).map((path) => {
    const name = nameOf(path);
    const folder = nameOf(path.slice(0, Math.max(0, path.length - name.length - 1)));
    const isAlone = files.every((other) => other === path || nameOf(other) !== name);
    return isAlone || folder === "" ? name : `${folder}/${name}`;
  });
}

export type OutlineFilter = { text: string; failed: boolean; edits: boolean };
export const noFilter: OutlineFilter = { text: "", failed: false, edits: false };
export const isFiltering = ({ text, failed, edits }: OutlineFilter): boolean => text.trim() !== "" || failed || edits;

/** A turn that failed, or in which a call did. */
const hasFailure = ({ state, failures }: OutlineTurn): boolean => state === "failed" || failures > 0;

/** The turns that have every word that was typed, in what opened them, their person, their number or their files. */
export function filterTurns(
  turns: readonly OutlineTurn[],
  { text, failed, edits }: OutlineFilter,
  files: ReadonlyMap<number, string[]>,
): readonly OutlineTurn[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return turns.filter((turn) => {
    if ((failed && !hasFailure(turn)) || (edits && turn.edits === 0)) return false;
    const said = [turn.opening, turn.who, turn.cause, `turn ${turn.no}`, ...(files.get(turn.no) ?? [])].join("\n").toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
