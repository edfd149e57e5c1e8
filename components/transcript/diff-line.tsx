"use client";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { DiffLine } from "@/lib/domain/diff-lines";
import type { WordSpan } from "@/lib/domain/diff-words";
import { visibleText } from "@/lib/domain/tool-text";
import { useLongLine } from "./tools/line-text";

type Kind = Exclude<DiffLine["kind"], "skipped">;
type Words = readonly WordSpan[] | undefined;

const grounds: Readonly<Record<Kind, string>> = { same: "", added: "bg-diff-add", removed: "bg-diff-del" };
const signs: Readonly<Record<Kind, string>> = { same: " ", added: "+", removed: "−" };
const signTones: Readonly<Record<Kind, string>> = {
  same: "",
  added: "[--sign-tone:var(--diff-add-sign)]",
  removed: "[--sign-tone:var(--diff-del-sign)]",
};
const spoken: Readonly<Record<Kind, string | null>> = { same: null, added: "added: ", removed: "removed: " };
/** The underline says it where colours do not. */
const wordTones: Readonly<Record<Kind, string>> = {
  same: "",
  added: "bg-diff-add-word decoration-diff-add-sign",
  removed: "bg-diff-del-word decoration-diff-del-sign",
};

/** A line's text, its changed words marked. It wraps; a text that runs from right to left is ordered so and stays beside its sign. */
function LineWords({ kind, text, words }: { kind: Kind; text: string; words: Words }) {
  const { shown, button } = useLongLine(text.length);
  return (
    <span
      dir="auto"
      data-sign={signs[kind]}
      className={cn("diff-sign relative min-w-0 pr-3 pl-[18px] text-left [overflow-wrap:anywhere]", signTones[kind])}
    >
      {spoken[kind] ? (
        <span dir="ltr" className="sr-only">
          {spoken[kind]}
        </span>
      ) : null}
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
    </span>
  );
}

/** One side of a change: its number, its sign, its text. */
export function SideLine({ line, no, words }: { line: DiffLine | undefined; no: "before" | "after"; words: Words }) {
  if (!line || line.kind === "skipped") return <div className="bg-muted/60" />;
  return (
    <div data-no={line[no] ?? ""} className={cn("line-no grid grid-cols-[38px_minmax(0,1fr)]", grounds[line.kind])}>
      <LineWords kind={line.kind} text={line.text} words={words} />
    </div>
  );
}

/** What is not shown between two places of a file, or is not known. */
export function SkippedLine({ text }: { text: string }) {
  return <div className="px-3 text-code-gutter italic">{text || "…"}</div>;
}

/** One line of a change below the other: numbers before and after, its sign, its text. Long changes have many: what stands beside a text is no element. */
export const UnifiedLine = memo(function UnifiedLine({ line, words }: { line: DiffLine; words: Words }) {
  if (line.kind === "skipped") return <SkippedLine text={line.text} />;
  return (
    <div
      data-old={line.before ?? ""}
      data-no={line.after ?? ""}
      className={cn(
        "line-no old-line-no grid grid-cols-[38px_minmax(0,1fr)] whitespace-pre-wrap md:grid-cols-[38px_38px_minmax(0,1fr)]",
        grounds[line.kind],
      )}
    >
      <LineWords kind={line.kind} text={line.text} words={words} />
    </div>
  );
});
