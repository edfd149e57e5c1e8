"use client";
import { useState } from "react";
import { visibleText } from "@/lib/domain/text/visible-text";
import { MorePieces } from "./tools/line-text";

const SHOWN = 20_000;
const PIECE = 100_000;
const VALUE_SHOWN = 4_000;
const ROWS = 100;

/** The parameters of a call that has no picture of its own; many in pieces. */
export function KeyValues({ value }: { value: unknown }) {
  const [count, setCount] = useState(ROWS);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return <RawText text={textOf(value)} />;
  const rows = Object.entries(value);
  if (rows.length === 0) return <p className="px-3 py-1.5 text-xs text-muted-foreground">no parameters</p>;
  return (
    <>
      <dl className="grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-3.5 gap-y-1 px-3 py-2 text-xs">
        {rows.slice(0, count).map(([name, content]) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{visibleText(name)}</dt>
            <dd className="max-h-60 overflow-auto font-mono wrap-anywhere whitespace-pre-wrap">{shortText(textOf(content))}</dd>
          </div>
        ))}
      </dl>
      <MorePieces shown={Math.min(count, rows.length)} total={rows.length} piece={ROWS} unit="fields" onShow={setCount} />
    </>
  );
}

const isText = (value: unknown): value is string => typeof value === "string";

/** A list of texts stands as they do, one below the other. */
const textOf = (value: unknown): string => {
  if (isText(value)) return value;
  return Array.isArray(value) && value.length > 0 && value.every(isText) ? value.join("\n") : (JSON.stringify(value, null, 2) ?? "");
};

const shortText = (text: string): string => `${visibleText(text.slice(0, VALUE_SHOWN))}${text.length > VALUE_SHOWN ? "…" : ""}`;

/** Text as a machine wrote it; a long one in pieces. */
export function RawText({ text }: { text: string }) {
  const [count, setCount] = useState(SHOWN);
  return (
    <>
      <section
        aria-label="Text"
        className="max-h-96 overflow-auto bg-code-bg px-3 py-2 font-mono text-code wrap-anywhere whitespace-pre-wrap"
        tabIndex={0}
      >
        {text ? visibleText(text.slice(0, count)) : <span className="text-muted-foreground">nothing</span>}
      </section>
      <MorePieces shown={Math.min(count, text.length)} total={text.length} piece={PIECE} unit="characters" onShow={setCount} />
    </>
  );
}
