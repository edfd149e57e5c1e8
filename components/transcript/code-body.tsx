"use client";
import { useState } from "react";
import type { CodeLine } from "@/lib/domain/tool-result";

const SHOWN = 20;

/** The rest of something long, one click away; says how much there is. */
export function MoreLines({ shown, total, onShow }: { shown: number; total: number; onShow: () => void }) {
  if (shown >= total) return null;
  return (
    <div className="flex h-7 items-center gap-2 border-t px-2.5 text-xs text-muted-foreground">
      <button type="button" className="font-medium text-primary hover:underline" onClick={onShow}>
        Show all {total} lines
      </button>
      <span>showing the first {shown}</span>
    </div>
  );
}

/** Numbered lines; long ones scroll sideways inside the block. */
export function NumberedLines({ lines }: { lines: readonly CodeLine[] }) {
  return (
    <section aria-label="Code" className="overflow-x-auto bg-code-bg py-1 font-mono text-code [tab-size:4]" tabIndex={0}>
      <div className="w-max min-w-full">
        {lines.map(({ no, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index} className="grid grid-cols-[46px_minmax(0,1fr)] whitespace-pre">
            <span aria-hidden className="pr-3.5 text-right text-[11.5px] text-code-gutter select-none">
              {no}
            </span>
            <span className="pr-3">{text || " "}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** A file as the agent saw it. */
export function CodeBody({ lines, notes }: { lines: readonly CodeLine[]; notes: readonly string[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, SHOWN);
  return (
    <>
      <NumberedLines lines={shown} />
      <MoreLines shown={shown.length} total={lines.length} onShow={() => setIsWhole(true)} />
      {notes.length > 0 ? (
        <p className="border-t px-3 py-1.5 text-xs whitespace-pre-wrap text-muted-foreground">{notes.join("\n")}</p>
      ) : null}
    </>
  );
}
