import { visibleText } from "@/lib/domain/text/visible-text";
import type { CodeSpan, CodeTone } from "@/lib/domain/text-work/text-spans";

const tones: Readonly<Record<CodeTone, string>> = {
  keyword: "text-code-keyword",
  string: "text-code-string",
  function: "text-code-function",
  type: "text-code-type",
  number: "text-code-number",
  comment: "text-code-comment italic",
};

/** A line of code in its colours. */
export function CodeSpans({ spans }: { spans: readonly CodeSpan[] }) {
  return spans.map((span, index) =>
    span.tone ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
      <span key={index} className={tones[span.tone]}>
        {visibleText(span.text)}
      </span>
    ) : (
      visibleText(span.text)
    ),
  );
}
