"use client";
import { type ReactNode, useMemo, useState } from "react";
import { PatchBody } from "@/components/transcript/changes/patch-body";
import { RawText } from "@/components/transcript/key-values";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import { paramsOf, word } from "@/lib/domain/tools/tool-call";
import { readMatches } from "@/lib/domain/tools/tool-matches";
import { readSnippets, type Snippet } from "@/lib/domain/tools/tool-snippets";
import { numberedLines } from "@/lib/domain/tools/tool-view";
import { CodeLines } from "./code-lines";
import { MorePieces } from "./line-text";

const SHOWN = 8;
const PIECE = 20;
const LINES = 20;
const LINES_PIECE = 200;

/** "10–24" */
function rangeOf({ first, last, parts }: Snippet): string {
  const from = first ?? parts[0]?.[0]?.no;
  const to = last ?? parts.at(-1)?.at(-1)?.no;
  return from === undefined ? "" : to === undefined || to === from ? String(from) : `${from}–${to}`;
}

/** The first lines of the parts, as many as are wanted. */
function cutParts(parts: Snippet["parts"], count: number): Snippet["parts"] {
  const shown: Snippet["parts"] = [];
  let left = count;
  for (const part of parts) {
    if (left <= 0) break;
    shown.push(part.slice(0, left));
    left -= part.length;
  }
  return shown;
}

function FoundPiece({ snippet }: { snippet: Snippet }) {
  const { path, score, about, parts } = snippet;
  const [count, setCount] = useState(LINES);
  const shown = useMemo(() => cutParts(parts, count), [parts, count]);
  const name = visibleText(path.slice(0, 500));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  return (
    <li className="border-t first:border-t-0">
      <section aria-label={name}>
        <h4 className="flex flex-wrap items-baseline gap-x-2 px-3 py-1.5 text-xs">
          <span className="min-w-0 font-mono wrap-anywhere">{name}</span>
          <span className="whitespace-nowrap text-muted-foreground tabular-nums">{rangeOf(snippet)}</span>
          {about ? <span className="min-w-0 truncate text-muted-foreground">{visibleText(about.slice(0, 200))}</span> : null}
          {score === null ? null : (
            <span className="ml-auto whitespace-nowrap text-muted-foreground tabular-nums">score {score.toFixed(2)}</span>
          )}
        </h4>
        {shown.map((part, index) => (
          <div key={part[0]?.no ?? index} className={index > 0 ? "border-t border-dashed" : undefined}>
            <CodeLines lines={part} path={path} />
          </div>
        ))}
        <MorePieces shown={Math.min(count, total)} total={total} piece={LINES_PIECE} onShow={setCount} />
      </section>
    </li>
  );
}

function Pieces({ snippets }: { snippets: readonly Snippet[] }) {
  const [count, setCount] = useState(SHOWN);
  const files = new Set(snippets.map(({ path }) => path)).size;
  return (
    <>
      <p className="border-b px-3 py-1 text-xs text-muted-foreground">
        {countOf(snippets.length, "place")} in {countOf(files, "file")}
      </p>
      <ol>
        {snippets.slice(0, count).map((snippet, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places have no identity but their rank
          <FoundPiece key={index} snippet={snippet} />
        ))}
      </ol>
      <MorePieces shown={Math.min(count, snippets.length)} total={snippets.length} piece={PIECE} unit="places" onShow={setCount} />
    </>
  );
}

/** What was looked for, as the code that it is. */
function Pattern({ params, path }: { params: unknown; path: string }) {
  const pattern = word(paramsOf(params), "pattern").slice(0, 2_000);
  const lines = useMemo(() => numberedLines(pattern), [pattern]);
  return pattern.includes("\n") ? (
    <div className="border-b">
      <CodeLines lines={lines} path={path} />
    </div>
  ) : null;
}

type Props = { tool: string; content: string; params: unknown; children: ReactNode };

/** Places in code that a search by meaning or by structure found; `children` when the answer is no list of such. */
export function FoundBody({ tool, content, params, children }: Props) {
  const read = useMemo(() => {
    if (tool === "ast_grep") return readMatches(content);
    const snippets = readSnippets(content);
    return snippets && { snippets, files: [], output: "", note: "" };
  }, [tool, content]);
  if (!read) return children;
  const { snippets, files, output, note } = read;
  return (
    <>
      {tool === "ast_grep" ? <Pattern params={params} path={(snippets[0] ?? files[0])?.path ?? ""} /> : null}
      {snippets.length > 0 ? <Pieces snippets={snippets} /> : null}
      {files.length > 0 ? <PatchBody files={files} command="" /> : null}
      {output ? <RawText text={output} /> : null}
      {note ? <p className="px-3 py-1.5 text-xs text-muted-foreground">{visibleText(note.slice(0, 500))}</p> : null}
      {snippets.length + files.length === 0 && !output && !note ? (
        <p className="px-3 py-1.5 text-xs text-muted-foreground">Nothing matches.</p>
      ) : null}
    </>
  );
}
