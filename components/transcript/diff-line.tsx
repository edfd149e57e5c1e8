"use client";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { DiffLine } from "@/lib/domain/diff-lines";
import type { WordSpan } from "@/lib/domain/diff-words";
import { visibleText } from "@/lib/domain/tool-text";
import { useLongLine } from "./tools/line-text";

type Kind = Exclude<DiffLine["kind"], "skipped">;
type Words = readonly WordSpan[] | undefined;

export const grounds: Readonly<Record<Kind, string>> = { same: "", added: "bg-diff-add", removed: "bg-diff-del" };
const signs: Readonly<Record<Kind, string>> = { same: " ", added: "+", removed: "−" };
const signTones: Readonly<Record<Kind, string>> = { same: "", added: "text-diff-add-sign", removed: "text-diff-del-sign" };
const spoken: Readonly<Record<Kind, string | null>> = { same: null, added: "added: ", removed: "removed: " };
/** The underline says it where colours do not. */
const wordTones: Readonly<Record<Kind, string>> = {
  same: "",
  added: "bg-diff-add-word decoration-diff-add-sign",
  removed: "bg-diff-del-word decoration-diff-del-sign",
};

export function LineNumber({ no, className }: { no: number | null; className?: string }) {
  return (
    <span aria-hidden className={cn("pr-2 text-right text-[11.5px] text-code-gutter select-none", className)}>
      {no ?? ""}
    </span>
  );
}

export function Sign({ kind }: { kind: Kind }) {
  return (
    <span aria-hidden className={cn("text-center font-medium select-none", signTones[kind])}>
      {signs[kind]}
    </span>
  );
}

/** A line's text, its changed words marked. It wraps; a text that runs from right to left is ordered so and stays beside its sign. */
export function LineWords({ kind, text, words }: { kind: Kind; text: string; words: Words }) {
  const { shown, button } = useLongLine(text.length);
  return (
    <span className="pr-3 [overflow-wrap:anywhere]">
      {spoken[kind] ? <span className="sr-only">{spoken[kind]}</span> : null}
      <span dir="auto">
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
      </span>
      {button}
    </span>
  );
}

/** What is not shown between two places of a file, or is not known. */
export function SkippedLine({ text }: { text: string }) {
  return <div className="px-3 text-code-gutter italic">{text || "…"}</div>;
}

/** One line of a change below the other: numbers before and after, its sign, its text. */
export const UnifiedLine = memo(function UnifiedLine({ line, words }: { line: DiffLine; words: Words }) {
  if (line.kind === "skipped") return <SkippedLine text={line.text} />;
  return (
    <div
      className={cn(
        "grid grid-cols-[38px_18px_minmax(0,1fr)] whitespace-pre-wrap md:grid-cols-[38px_38px_18px_minmax(0,1fr)]",
        grounds[line.kind],
      )}
    >
      <LineNumber no={line.before} className="max-md:hidden" />
      <LineNumber no={line.after} />
      <Sign kind={line.kind} />
      <LineWords kind={line.kind} text={line.text} words={words} />
    </div>
  );
});
