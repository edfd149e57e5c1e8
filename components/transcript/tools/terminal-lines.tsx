"use client";
import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { type StyledSpan, styledLines, type Tint } from "@/lib/domain/tools/tool-ansi";
import { useLongLine } from "./line-text";

const tints: Readonly<Record<Tint, string>> = {
  red: "text-terminal-red",
  green: "text-terminal-green",
  yellow: "text-terminal-yellow",
  blue: "text-terminal-blue",
  muted: "text-terminal-muted",
};

function Line({ spans }: { spans: readonly StyledSpan[] }) {
  const length = spans.reduce((sum, { text }) => sum + text.length, 0);
  const { shown, button } = useLongLine(length);
  let left = shown;
  const visible = spans.flatMap((span) => {
    const text = span.text.slice(0, Math.max(0, left));
    left -= text.length;
    return text === "" ? [] : [{ ...span, text }];
  });
  return (
    <div className="min-h-[19px]">
      {visible.map(({ text, tint, isBold }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
        <span key={index} className={cn(tint && tints[tint], isBold && "font-semibold")}>
          {text}
        </span>
      ))}
      {button}
    </div>
  );
}

/** Lines of a terminal in its colours; whatever else they order is text. */
export function TerminalLines({ lines }: { lines: readonly string[] }) {
  const styled = useMemo(() => styledLines(lines), [lines]);
  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
  return styled.map((spans, index) => <Line key={index} spans={spans} />);
}
