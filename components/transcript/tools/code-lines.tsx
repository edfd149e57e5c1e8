"use client";
import { memo, useMemo } from "react";
import { CodeSpans } from "@/components/transcript/code-spans";
import { useColours } from "@/components/transcript/text-work/use-colours";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { CodeSpan } from "@/lib/domain/text-work/text-spans";
import type { CodeLine } from "@/lib/domain/tools/tool-view";
import { useLongLine } from "./line-text";

const none: readonly string[] = [];

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
  const texts = useMemo(() => (cut ? none : lines.map(({ text }) => text)), [lines, cut]);
  const spans = useColours(texts, { by: "path", called: path });
  return (
    <section aria-label="Code" className="overflow-x-auto bg-code-bg py-1 font-mono text-code [tab-size:4]" tabIndex={0}>
      <div className="w-max min-w-full">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <Line key={index} {...line} spans={spans[index]} cut={cut} />
        ))}
      </div>
    </section>
  );
}
