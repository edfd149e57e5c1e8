import { memo } from "react";
import type { Aside, Item } from "@/lib/domain/transcript-types";
import { eventWords } from "./event-words";
import { ItemView, startWords } from "./item-view";
import { LocalTime } from "./local-time";

/** What may share one quiet line; everything else has its own place. */
function quietWords(item: Item): string | null {
  if (item.type === "agent-start") return startWords(item);
  if (item.type !== "event") return null;
  const words = eventWords(item);
  return words.look === "quiet" && words.raw === undefined ? words.text : null;
}

type Row = { key: number; at: number; words: string[] } | { key: number; item: Item };

function rowsOf(items: readonly Item[]): Row[] {
  const rows: Row[] = [];
  for (const item of items) {
    const words = quietWords(item);
    const last = rows.at(-1);
    if (words === null) rows.push({ key: item.seq, item });
    else if (last && "words" in last) last.words.push(words);
    else rows.push({ key: item.seq, at: item.at, words: [words] });
  }
  return rows;
}

/** What happened between turns: quiet lines, loud only where something went wrong. */
export const AsideView = memo(function AsideView({ aside }: { aside: Aside }) {
  return (
    <div className="mb-5 grid gap-1.5">
      {rowsOf(aside.items).map((row) =>
        "item" in row ? (
          <div key={row.key} className="pl-[26px] md:pl-9">
            <ItemView item={row.item} isTurnOver isNewest={false} />
          </div>
        ) : (
          <p key={row.key} className="flex flex-wrap justify-center gap-x-2 text-center text-xs text-muted-foreground">
            <LocalTime at={row.at} />
            <span className="min-w-0 wrap-anywhere">{row.words.join(" · ")}</span>
          </p>
        ),
      )}
    </div>
  );
});
