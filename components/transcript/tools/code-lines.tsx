"use client";
import { memo, useMemo } from "react";
import { CodeSpans } from "@/components/transcript/code-spans";
import { type CodeSpan, highlightLines } from "@/lib/domain/tool-highlight";
import { languageOf } from "@/lib/domain/tool-languages";
import { visibleText } from "@/lib/domain/tool-text";
import type { CodeLine } from "@/lib/domain/tool-view";
import { useLongLine } from "./line-text";

/** More lines than this stand plain: colour must never make anybody wait. */
const COLOURED = 400;
const Line = memo(function Line({
  no,
  text,
  spans,
  cut,
}: CodeLine & { spans: readonly CodeSpan[] | undefined; cut: ((line: string) => string[]) | undefined }) {
  const { shown, button } = useLongLine(text.length);
  const whole = button === null;
  return (
    <div className="grid grid-cols-[46px_minmax(0,1fr)] whitespace-pre">
      <span aria-hidden className="pr-3.5 text-right text-[11.5px] text-code-gutter select-none">
        {no}
      </span>
      <span className="pr-3">
        {whole && cut ? (
          cut(text).map((part, index) =>
            index % 2 === 1 ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
              <mark key={index} className="rounded-xs bg-mark text-mark-foreground">
                {visibleText(part)}
              </mark>
            ) : (
              visibleText(part)
            ),
          )
        ) : whole && spans ? (
          <CodeSpans spans={spans} />
        ) : (
          visibleText(text.slice(0, shown))
        )}
        {text === "" ? " " : null}
        {button}
      </span>
    </div>
  );
});

/** Numbered lines of a file; long ones scroll sideways inside the block. `cut` marks what was searched for. */
export function CodeLines({ lines, path, cut }: { lines: readonly CodeLine[]; path: string; cut?: (line: string) => string[] }) {
  const spans = useMemo(() => {
    const language = cut ? null : languageOf(path);
    return (
      language &&
      highlightLines(
        lines.slice(0, COLOURED).map(({ text }) => text),
        language,
      )
    );
  }, [lines, path, cut]);
  return (
    <section aria-label="Code" className="overflow-x-auto bg-code-bg py-1 font-mono text-code [tab-size:4]" tabIndex={0}>
      <div className="w-max min-w-full">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <Line key={index} {...line} spans={spans?.[index]} cut={cut} />
        ))}
      </div>
    </section>
  );
}
