"use client";
import { type ReactNode, useMemo, useState } from "react";
import { Markdown } from "@/components/transcript/markdown/markdown";
import { safeAddress } from "@/lib/domain/text/safe-address";
import { visibleText } from "@/lib/domain/text/visible-text";
import { readSourcesJson, readWeb, type Source } from "@/lib/domain/tools/tool-web";
import { MorePieces } from "./line-text";

const SHOWN = 8;
const PIECE = 40;

function SourceLine({ source: { title, url, excerpt } }: { source: Source }) {
  const address = safeAddress(url);
  return (
    <li className="grid gap-0.5 border-t px-3 py-1.5 wrap-anywhere first:border-t-0">
      {address ? (
        <a
          href={address.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="w-fit max-w-full font-medium text-primary underline decoration-primary/40 underline-offset-2 hover:decoration-primary"
        >
          {visibleText(title) || visibleText(url.slice(0, 500))}
        </a>
      ) : (
        <span className="font-medium">{visibleText(title)}</span>
      )}
      <span className="text-xs text-muted-foreground">
        {address ? address.host : `no address that can be opened: ${visibleText(url.slice(0, 300))}`}
        {address?.warning ? <span className="text-failed"> · {address.warning}</span> : null}
      </span>
      {excerpt ? <span className="line-clamp-3 text-xs">{visibleText(excerpt)}</span> : null}
    </li>
  );
}

type Props = { content: string; url: string | null; children: ReactNode };

/** Pages of the web: title, the host it really is, an excerpt; of one page its text; `children` where there are none. */
export function SourcesBody({ content, url, children }: Props) {
  const [count, setCount] = useState(SHOWN);
  const read = useMemo(() => (url === null ? readSourcesJson(content) : readWeb(content, url)), [content, url]);
  if (!read) return children;
  const { sources, text } = read;
  return (
    <>
      <ul>
        {sources.slice(0, count).map((source, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page may be found twice
          <SourceLine key={index} source={source} />
        ))}
      </ul>
      <MorePieces shown={Math.min(count, sources.length)} total={sources.length} piece={PIECE} unit="pages" onShow={setCount} />
      {url && text.trim() === "" ? <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">The page gave no text.</p> : null}
      {text.trim() === "" ? null : (
        <div className="border-t">
          <Markdown text={text} className="max-h-96 overflow-auto px-3 py-2 text-sm" />
        </div>
      )}
    </>
  );
}
