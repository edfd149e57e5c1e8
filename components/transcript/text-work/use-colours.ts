"use client";
import { useMemo } from "react";
import { type CodeLanguage, coloursJob } from "@/lib/domain/text-work/text-job";
import { type CodeSpan, codeSpansOf } from "@/lib/domain/text-work/text-spans";
import { useAnswers } from "./use-answers";

/** Each line of code in its colours, as soon as they are known; undefined: it stands plain. A text that grows keeps those it had. */
export function useColours(lines: readonly string[], { by, called }: CodeLanguage): readonly (readonly CodeSpan[] | undefined)[] {
  const parts = useMemo(() => [{ lines, named: coloursJob(lines, { by, called }) }], [lines, by, called]);
  const answered = useAnswers(parts);
  return useMemo(() => {
    const of = answered?.parts[0]?.lines ?? [];
    const spans = answered?.answers[0]?.spans;
    return lines.map((line, index) => (spans && of[index] === line ? codeSpansOf(spans, index, line) : undefined));
  }, [lines, answered]);
}
