"use client";
import { useMemo, useState } from "react";
import { KeyValues } from "@/components/transcript/key-values";
import { cn } from "@/components/ui/cn";
import { Tag } from "@/components/ui/tag";
import { visibleText } from "@/lib/domain/text/visible-text";
import { paramsOf } from "@/lib/domain/tools/tool-call";
import { type NamedEntry, readEntries } from "@/lib/domain/tools/tool-entries";
import { MorePieces } from "./line-text";

const SHOWN = 12;
const PIECE = 100;
const dots: Readonly<Record<NamedEntry["state"], string>> = {
  on: "bg-done",
  off: "bg-border-strong",
  trouble: "bg-failed",
  "": "bg-border",
};

/** What the line above says already. */
const SAID_ABOVE: ReadonlySet<string> = new Set(["action", "name", "intent", "id"]);

/** What the agent gave itself: the program or the address of a server, an agent's tools. It stands out where it leads elsewhere. */
function Given({ params }: { params: unknown }) {
  const given = Object.entries(paramsOf(params)).filter(([name, value]) => !SAID_ABOVE.has(name) && value !== null && value !== "");
  if (given.length === 0) return null;
  const leadsElsewhere = given.some(([name]) => name === "command" || name === "url");
  return (
    <div className={cn("border-b", leadsElsewhere && "bg-waiting-soft")}>
      <KeyValues value={Object.fromEntries(given)} />
    </div>
  );
}

/** What the agent has or was given: a few words, and things with their state. */
export function EntriesBody({ content, params }: { content: string; params: unknown }) {
  const { words, entries } = useMemo(() => readEntries(content), [content]);
  const [count, setCount] = useState(SHOWN);
  return (
    <>
      <Given params={params} />
      {words ? <p className="max-h-60 overflow-auto px-3 py-1.5 wrap-anywhere whitespace-pre-wrap">{visibleText(words)}</p> : null}
      {entries.length > 0 ? (
        <ul className={cn("max-h-96 overflow-auto py-1 text-xs", words && "border-t")}>
          {entries.slice(0, count).map(({ name, said, state, note }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two things may have one name
            <li key={index} className="flex items-start gap-2.5 px-3 py-0.5">
              <span aria-hidden className={cn("mt-1.5 size-1.5 shrink-0 rounded-full", dots[state])} />
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">{visibleText(name)}</span>
                {said ? <Tag className="ml-2">{visibleText(said)}</Tag> : null}
                {note ? <span className="whitespace-pre-wrap text-muted-foreground"> {visibleText(note)}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <MorePieces shown={Math.min(count, entries.length)} total={entries.length} piece={PIECE} unit="entries" onShow={setCount} />
    </>
  );
}
