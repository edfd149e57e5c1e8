"use client";
import { type ReactNode, useMemo } from "react";
import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { listOf } from "@/lib/domain/text/loose-json";
import { visibleText } from "@/lib/domain/text/visible-text";
import { paramsOf, word } from "@/lib/domain/tools/tool-call";
import { CodeLines } from "./code-lines";

const SHOWN = 60;

const Path = ({ path }: { path: string }) => (
  <p className="truncate border-b bg-card px-3 py-1 font-mono text-xs text-muted-foreground">{visibleText(path.slice(-300))}</p>
);

/** Lines beside the place they were copied to, where there is room; `children`: that place alone. */
export function CopiedBody({ diff, params: raw, children }: { diff: Diff; params: unknown; children: ReactNode }) {
  const params = paramsOf(raw);
  const from = word(params, "from_path");
  const first = Number(listOf(params.from_range)[0] ?? params.from_start);
  const lines = useMemo(() => {
    const copied = diff.lines.flatMap((line) => (line.kind === "added" ? [line.text] : []));
    return copied.slice(0, SHOWN).map((text, index) => ({ no: first + index, text }));
  }, [diff, first]);
  // where some were not shown, nobody knows which numbers the others have
  if (from === "" || !(first > 0) || lines.length === 0 || lines.length < Math.min(diff.added, SHOWN)) return children;
  return (
    <div className="md:grid md:grid-cols-2">
      <section aria-label="Copied from" className="min-w-0 border-r bg-code-bg max-md:hidden">
        <Path path={from} />
        <CodeLines lines={lines} path={from} />
        {diff.added > SHOWN ? <p className="px-3 py-1 text-xs text-muted-foreground">the first {SHOWN}</p> : null}
      </section>
      <section aria-label="Copied to" className="min-w-0">
        <div className="max-md:hidden">
          <Path path={word(params, "append_path")} />
        </div>
        {children}
      </section>
    </div>
  );
}
