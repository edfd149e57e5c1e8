"use client";
import { useState } from "react";
import { MorePieces } from "@/components/transcript/tools/line-text";
import type { UnifiedFile } from "@/lib/domain/diffs/unified-diff";
import { visibleText } from "@/lib/domain/text/visible-text";
import { DiffBody, DiffCount } from "./diff-body";
import { EndsNote } from "./ends-note";

/** A diff of a whole project has thousands. */
const FILES = 50;
const words = { created: "new", edited: "", deleted: "deleted", renamed: "renamed" } as const;

/** A unified diff that a tool printed, file by file; of many in pieces. */
export function PatchBody({ files, command }: { files: readonly UnifiedFile[]; command: string }) {
  const [count, setCount] = useState(FILES);
  return (
    <>
      {command ? (
        <p className="border-b px-3 py-1.5 font-mono text-xs [overflow-wrap:anywhere]">
          <span aria-hidden className="text-muted-foreground select-none">
            ${" "}
          </span>
          {visibleText(command)}
        </p>
      ) : null}
      {files.slice(0, count).map(({ path, status, diff }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a printed diff may name a file twice
        <div key={index} className="border-b last:border-b-0">
          <p className="flex flex-wrap items-baseline gap-x-2 px-3 py-1.5 text-xs">
            <b className="min-w-0 font-mono font-medium [overflow-wrap:anywhere]">{visibleText(path)}</b>
            {words[status] ? <span className="text-muted-foreground">{words[status]}</span> : null}
            <DiffCount diff={diff} />
          </p>
          <EndsNote diff={diff} />
          {diff.lines.length > 0 ? <DiffBody diff={diff} note="" /> : null}
        </div>
      ))}
      <MorePieces shown={Math.min(count, files.length)} total={files.length} piece={FILES} unit="files" onShow={setCount} />
    </>
  );
}
