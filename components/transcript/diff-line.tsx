"use client";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { DiffLine } from "@/lib/domain/diff-lines";
import type { WordSpan } from "@/lib/domain/diff-words";
import { visibleText } from "@/lib/domain/tool-text";
import { useLongLine } from "./tools/line-text";

type Kind = Exclude<DiffLine["kind"], "skipped">;
type Words = readonly WordSpan[] | undefined;

const grounds: Readonly<Record<Kind, string>> = {
  same: "",
  added: "bg-diff-add [--line-tone:var(--diff-add-sign)] [--line-said:'added:_']",
  removed: "bg-diff-del [--line-tone:var(--diff-del-sign)] [--line-said:'removed:_']",
};
const signs: Readonly<Record<Kind, string>> = { same: " ", added: "+", removed: "−" };
/** The underline says it where colours do not. */
const wordTones: Readonly<Record<Kind, string>> = {
  same: "",
  added: "bg-diff-add-word decoration-diff-add-sign",
  removed: "bg-diff-del-word decoration-diff-del-sign",
};

/** A line's text, its changed words marked. */
function LineWords({ kind, text, words }: { kind: Kind; text: string; words: Words }) {
  const { shown, button } = useLongLine(text.length);
  return (
    <>
      {button === null && words
        ? words.map((span, index) =>
            span.isChanged ? (
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: words have no identity but their place
                key={index}
                className={cn("rounded-xs box-decoration-clone text-inherit underline underline-offset-[3px]", wordTones[kind])}
              >
                {visibleText(span.text)}
              </mark>
            ) : (
              visibleText(span.text)
            ),
          )
        : visibleText(text.slice(0, shown)) || " "}
      {button}
    </>
  );
}

/** A number with room for five digits: letters beside lines are all as wide. */
const padded = (no: number | null, room: number): string => String(no ?? "").padStart(room);

/** One side of a change: its number, its sign, its text. */
export function SideLine({ line, no, words }: { line: DiffLine | undefined; no: "before" | "after"; words: Words }) {
  if (!line || line.kind === "skipped") return <div className="bg-muted/60" />;
  return (
    <div dir="auto" data-no={`${padded(line[no], 5)} ${signs[line.kind]}`} className={cn("change-line", grounds[line.kind])}>
      <LineWords kind={line.kind} text={line.text} words={words} />
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
      className={cn("change-line change-line-both", grounds[kind])}
    >
      <LineWords kind={kind} text={text} words={words} />
    </div>
  );
});
