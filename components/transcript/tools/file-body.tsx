"use client";
import { useMemo, useState } from "react";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import { type CodeResult, type HitsResult, hitCutter } from "@/lib/domain/tools/tool-view";
import { CodeLines } from "./code-lines";
import { MorePieces } from "./line-text";

const FIRST = 20;
const PIECE = 400;
const FILES = 20;

export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <p className="max-h-40 overflow-auto border-t px-3 py-1.5 text-xs wrap-anywhere whitespace-pre-wrap text-muted-foreground">
      {visibleText(notes.slice(0, 50).join("\n").slice(0, 4_000))}
    </p>
  );
}

/** A file as the agent saw it. */
export function FileBody({ lines, notes, path }: CodeResult & { path: string }) {
  const [count, setCount] = useState(FIRST);
  const shown = useMemo(() => lines.slice(0, count), [lines, count]);
  return (
    <>
      <CodeLines lines={shown} path={path} />
      <MorePieces shown={shown.length} total={lines.length} piece={PIECE} onShow={setCount} />
      <Notes notes={notes} />
    </>
  );
}

/** What a search found, file by file, the hits marked; or files that were read in one go. */
export function HitsBody({ files, notes, searched, isRegex }: HitsResult & { isRegex: boolean }) {
  const [count, setCount] = useState(FILES);
  const cut = useMemo(() => hitCutter(searched, isRegex), [searched, isRegex]);
  const shown = files.slice(0, count);
  const lines = files.reduce((sum, file) => sum + file.lines.length, 0);
  return (
    <>
      <p className="px-3 pt-1.5 text-xs text-muted-foreground">
        {countOf(lines, "line")} in {countOf(files.length, "file")}
      </p>
      <div className="max-h-96 overflow-auto">
        {shown.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a search may name a file twice
          <FileHits key={index} file={file} cut={cut} unit={searched ? "hit" : "line"} />
        ))}
      </div>
      <MorePieces shown={shown.length} total={files.length} piece={FILES} unit="files" onShow={setCount} />
      <Notes notes={notes} />
    </>
  );
}

type FileHitsProps = { file: HitsResult["files"][number]; cut: (line: string) => string[]; unit: string };

function FileHits({ file: { path, lines }, cut, unit }: FileHitsProps) {
  const [count, setCount] = useState(FIRST);
  const shown = useMemo(() => lines.slice(0, count), [lines, count]);
  const name = visibleText(path);
  return (
    <section aria-label={name}>
      <h4 className="flex items-center gap-2 px-3 pt-1.5 font-mono text-xs wrap-anywhere">
        {name}
        <span className="font-sans whitespace-nowrap text-muted-foreground">{countOf(lines.length, unit)}</span>
      </h4>
      <CodeLines lines={shown} path={path} cut={cut} />
      <MorePieces shown={shown.length} total={lines.length} piece={PIECE} onShow={setCount} />
    </section>
  );
}
