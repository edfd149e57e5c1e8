import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { type Block, foldItems } from "@/lib/domain/transcript/folded-items";
import type { Aside, Item } from "@/lib/domain/transcript/transcript-types";
import { eventWords } from "./event-words";
import { ItemView, startWords } from "./item-view";
import { LocalTime } from "./local-time";
import { MARK } from "./marked";
import { QuietFold } from "./quiet-fold";
import { ReadsFold } from "./tools/reads-fold";

/** The name that a session took from its first message stands above it already. */
const isNamedByItself = (item: Item): boolean => item.type === "event" && item.kind === "session_renamed" && item.payload.by === null;

/** What may share one quiet line; everything else has its own place. */
function quietWords(item: Item): string | null {
  if (item.type === "agent-start") return startWords(item);
  if (item.type !== "event") return null;
  const words = eventWords(item);
  return words.look === "quiet" && words.raw === undefined ? words.text : null;
}

/** How an agent came and went is of interest as it was last: each time the seconds, or the signal, are others. */
const LAST_ONLY: ReadonlySet<string> = new Set(["agent-start", "upstream_bound", "agent_ended"]);

const subjectOf = (item: Item, words: string): string => {
  const kind = item.type === "event" ? item.kind : item.type;
  return LAST_ONLY.has(kind) ? kind : words;
};

type Line = { key: number; at: number; words: { subject: string; text: string }[] };
type Row = Line | { key: number; item: Block };

const NEAR_MS = 60_000;

/** What follows soon shares the line and its time. What was said before of the same, many connections for one, is said once: as it was last. */
function putWords(rows: Row[], item: Item, text: string): void {
  const { seq, at } = item;
  const subject = subjectOf(item, text);
  const from = rows.findLastIndex((row) => "item" in row) + 1;
  const lines = rows
    .splice(from)
    .flatMap((row): Line[] => ("words" in row ? [{ ...row, words: row.words.filter((said) => said.subject !== subject) }] : []))
    .filter((line) => line.words.length > 0);
  const last = lines.at(-1);
  if (last && at - last.at < NEAR_MS) last.words.push({ subject, text });
  else lines.push({ key: seq, at, words: [{ subject, text }] });
  rows.push(...lines);
}

function rowsOf(items: readonly Item[]): Row[] {
  const rows: Row[] = [];
  for (const item of foldItems(
    items.filter((one) => !isNamedByItself(one)),
    undefined,
  )) {
    const words = item.type === "reads" || item.type === "quiet" ? null : quietWords(item);
    if (item.type === "reads" || item.type === "quiet" || words === null) rows.push({ key: item.seq, item });
    else putWords(rows, item, words);
  }
  return rows;
}

function BlockView({ item }: { item: Block }) {
  if (item.type === "quiet") return <QuietFold block={item} />;
  if (item.type === "reads") return <ReadsFold block={item} />;
  return <ItemView item={item} isTurnOver isNewest={false} />;
}

/** What happened between turns: quiet lines, loud only where something went wrong. `isMarked`: a link leads to an event of it. */
export const AsideView = memo(function AsideView({ aside, isMarked }: { aside: Aside; isMarked: boolean }) {
  const rows = rowsOf(aside.items);
  if (rows.length === 0) return null; // what stood here moved into the call it belongs to, or needs no words
  return (
    <div data-seq={aside.seq} className={cn("mb-5 grid grid-cols-[minmax(0,1fr)] gap-1.5", isMarked && MARK)}>
      {rows.map((row) =>
        "item" in row ? (
          <div key={row.key} className="pl-[26px] md:pl-9">
            <BlockView item={row.item} />
          </div>
        ) : (
          <p key={row.key} className="text-center text-xs text-balance wrap-anywhere text-muted-foreground">
            <LocalTime at={row.at} /> <span className="ml-1">{row.words.map(({ text }) => text).join(" · ")}</span>
          </p>
        ),
      )}
    </div>
  );
});
