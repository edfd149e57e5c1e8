"use client";
import { Fragment, memo, type ReactNode } from "react";
import { isLongLine, useLongLine } from "@/components/transcript/tools/line-text";
import type { DiffLine } from "@/lib/domain/diffs/diff-lines";
import type { WordSpan } from "@/lib/domain/diffs/diff-words";
import { visibleText } from "@/lib/domain/text/visible-text";

type Kind = Exclude<DiffLine["kind"], "skipped">;
type Words = readonly WordSpan[] | undefined;

/** Joined once, not for each line. */
const looksOf = (all: string, added: string, removed: string): Readonly<Record<Kind, string>> => ({
  same: all,
  added: `${all} ${added}`,
  removed: `${all} ${removed}`,
});
const GROUNDS = [
  "bg-diff-add [--line-tone:var(--diff-add-sign)] [--line-said:'added:_']",
  "bg-diff-del [--line-tone:var(--diff-del-sign)] [--line-said:'removed:_']",
] as const;
const sideLooks = looksOf("change-line", ...GROUNDS);
const unifiedLooks = looksOf("change-line change-line-both", ...GROUNDS);
/** The underline says it where colours do not. */
const wordLooks = looksOf(
  "rounded-xs box-decoration-clone text-inherit underline underline-offset-[3px]",
  "bg-diff-add-word decoration-diff-add-sign",
  "bg-diff-del-word decoration-diff-del-sign",
);
const signs: Readonly<Record<Kind, string>> = { same: " ", added: "+", removed: "−" };

/** A shorter line has room on any phone. */
const FITS = 24;
/** Browsers part a text behind each dash, and between question marks. Between words that is right; `->`, `--all`, `-1`, `x--` and `??` are one sign. */
const ONE_SIGN = /((?<![\p{L}\p{N}_-])-{1,3}(?!-)\S|(?<!-)-{1,3}[>=]{1,2}|(?<!-)-{2,3}(?!-)|\?\?)/u;

function unparted(text: string): ReactNode {
  const parts = visibleText(text).split(ONE_SIGN);
  if (parts.length === 1) return parts[0];
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: signs have no identity but their place
      <span key={index} className="whitespace-nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

/** A line's text, its changed words marked. */
function markedWords(kind: Kind, text: string, words: Words): ReactNode {
  const shown = text.length > FITS ? unparted : visibleText;
  if (!words) return shown(text) || " ";
  return words.map((span, index) =>
    span.isChanged ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity but their place
      <mark key={index} className={wordLooks[kind]}>
        {shown(span.text)}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={index}>{shown(span.text)}</Fragment>
    ),
  );
}

/** A line that comes in pieces; its changed words are marked when all of it is here. */
function LongWords({ kind, text, words }: { kind: Kind; text: string; words: Words }) {
  const { shown, button } = useLongLine(text.length);
  return (
    <>
      {button === null ? markedWords(kind, text, words) : visibleText(text.slice(0, shown))}
      {button}
    </>
  );
}

/** Long changes have many lines: only one that comes in pieces is more than its text. */
const lineWords = (kind: Kind, text: string, words: Words): ReactNode =>
  isLongLine(text.length) ? <LongWords kind={kind} text={text} words={words} /> : markedWords(kind, text, words);

/** A number with room for five digits: letters beside lines are all as wide. */
const padded = (no: number | null, room: number): string => String(no ?? "").padStart(room);

/** One side of a change: its number, its sign, its text. */
export function SideLine({ line, no, words }: { line: DiffLine | undefined; no: "before" | "after"; words: Words }) {
  if (!line || line.kind === "skipped") return <div className="bg-muted/60" />;
  return (
    <div dir="auto" data-no={`${padded(line[no], 5)} ${signs[line.kind]}`} className={sideLooks[line.kind]}>
      {lineWords(line.kind, line.text, words)}
    </div>
  );
}

/** What is not shown between two places of a file, or is not known. */
export function SkippedLine({ text }: { text: string }) {
  return <div className="px-3 text-code-gutter italic">{text || "…"}</div>;
}

/**
 * One line of a change below the other: numbers before and after, its sign, its text, which wraps; one that runs from right to left is ordered so
 * and stays beside its sign. Long changes have many: what stands beside a text is no element.
 */
export const UnifiedLine = memo(function UnifiedLine({ line, words }: { line: DiffLine; words: Words }) {
  if (line.kind === "skipped") return <SkippedLine text={line.text} />;
  const { kind, before, after, text } = line;
  return (
    <div
      dir="auto"
      data-no={`${padded(after, 5)} ${signs[kind]}`}
      data-nos={`${padded(before, 5)} ${padded(after, 5)} ${signs[kind]}`}
      className={unifiedLooks[kind]}
    >
      {lineWords(kind, text, words)}
    </div>
  );
});
