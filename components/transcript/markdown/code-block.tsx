"use client";
import { WrapTextIcon } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { CodeSpans } from "@/components/transcript/code-spans";
import { useColours } from "@/components/transcript/text-work/use-colours";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { visibleText } from "@/lib/domain/text/visible-text";
import { COLOURED_LINES } from "@/lib/domain/text-work/text-job";

const none: readonly string[] = [];

function Coloured({ code, language }: { code: string; language: string }) {
  const lines = useMemo(() => {
    const all = code.split("\n");
    return all.length <= COLOURED_LINES ? all : none;
  }, [code]);
  const spans = useColours(lines, { by: "name", called: language });
  if (spans.every((line) => line === undefined)) return visibleText(code);
  return lines.map((line, index) => {
    const coloured = spans[index];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
      <span key={index}>
        {coloured ? <CodeSpans spans={coloured} /> : visibleText(line)}
        {index < lines.length - 1 ? "\n" : null}
      </span>
    );
  });
}

/** Code of an answer in its colours: it can be copied, and its long lines broken or not. */
export const CodeBlock = memo(function CodeBlock({ code, language }: { code: string; language: string }) {
  const [isWrapped, setIsWrapped] = useState(true);
  const name = visibleText(language.slice(0, 40));
  return (
    <figure className="overflow-hidden rounded-md border bg-code-bg" aria-label={name ? `Code, ${name}` : "Code"}>
      <figcaption className="flex h-8 items-center gap-1 border-b bg-muted pr-1 pl-3 text-xs text-muted-foreground">
        <span className="min-w-0 flex-1 truncate font-mono">{name || "text"}</span>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Wrap long lines"
          aria-pressed={isWrapped}
          title={isWrapped ? "Do not wrap long lines" : "Wrap long lines"}
          className={cn(isWrapped && "text-foreground")}
          onClick={() => setIsWrapped(!isWrapped)}
        >
          <WrapTextIcon aria-hidden />
        </Button>
        <CopyButton text={code} label="Copy code" />
      </figcaption>
      <pre
        dir="ltr"
        tabIndex={0}
        className={cn(
          "overflow-x-auto px-3 py-2 font-mono text-code [tab-size:4]",
          isWrapped ? "wrap-anywhere whitespace-pre-wrap" : "wrap-normal",
        )}
      >
        <code>
          <Coloured code={code} language={language} />
        </code>
      </pre>
    </figure>
  );
});
