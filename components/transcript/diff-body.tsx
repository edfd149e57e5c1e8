"use client";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Diff, DiffLine } from "@/lib/domain/diff-lines";
import { MoreLines } from "./code-body";

const SHOWN = 60;
const grounds = { same: "", added: "bg-diff-add", removed: "bg-diff-del" } as const;
const signs = { same: " ", added: "+", removed: "−" } as const;
const signTones = { same: "", added: "text-diff-add-sign", removed: "text-diff-del-sign" } as const;
const spoken = { same: null, added: "added: ", removed: "removed: " } as const;

function Line({ line }: { line: DiffLine }) {
  if (line.kind === "skipped") {
    return <div className="px-3 text-code-gutter italic">{line.text || "…"}</div>;
  }
  const number = "pr-2 text-right text-[11.5px] text-code-gutter select-none";
  return (
    <div
      className={cn(
        "grid grid-cols-[38px_18px_minmax(0,1fr)] whitespace-pre md:grid-cols-[38px_38px_18px_minmax(0,1fr)]",
        grounds[line.kind],
      )}
    >
      <span aria-hidden className={cn(number, "max-md:hidden")}>
        {line.before ?? ""}
      </span>
      <span aria-hidden className={number}>
        {line.after ?? ""}
      </span>
      <span aria-hidden className={cn("text-center font-medium select-none", signTones[line.kind])}>
        {signs[line.kind]}
      </span>
      <span className="pr-3">
        {spoken[line.kind] ? <span className="sr-only">{spoken[line.kind]}</span> : null}
        {line.text || " "}
      </span>
    </div>
  );
}

/** A change: what was there, what is there now. */
export function DiffBody({ diff, note }: { diff: Diff; note: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? diff.lines : diff.lines.slice(0, SHOWN);
  return (
    <>
      <section aria-label="Change" className="overflow-x-auto bg-code-bg py-1 font-mono text-code [tab-size:4]" tabIndex={0}>
        <div className="w-max min-w-full">
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <Line key={index} line={line} />
          ))}
        </div>
      </section>
      <MoreLines shown={shown.length} total={diff.lines.length} onShow={() => setIsWhole(true)} />
      {note ? <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">{note}</p> : null}
    </>
  );
}

/** "+7 −2" */
export function DiffCount({ diff }: { diff: Diff }) {
  return (
    <span className="text-xs font-medium whitespace-nowrap tabular-nums">
      {diff.added > 0 ? <span className="text-diff-add-sign">+{diff.added}</span> : null}
      {diff.removed > 0 ? <span className="text-diff-del-sign"> −{diff.removed}</span> : null}
    </span>
  );
}
