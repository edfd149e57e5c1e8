"use client";
import { lazy, memo, Suspense, useState } from "react";
import { orAgain } from "@/components/ui/reach/or-again";
import { readBlocks } from "./markdown-blocks";
import { proseLook, Stretch } from "./stretch";

/** Longer texts come in parts: laying out Markdown must never make anybody wait. */
const LONGEST = 50_000;
/** The same of texts with more quotes, items, definitions and underlines than this: the time that they take grows with their square. */
const MOST_BLOCKS = 1_000;
const BLOCK_MARK = /(?<=^|[ \t>])(?:>|-+|=+|[+*]|\d{1,9}[.)]|\[[^\]\n]{1,60}\]:)(?=[ \t\n>])/gm;
/** So much of one stands until the code for its parts is there. */
const AT_FIRST = 4_000;

const loadLong = () => orAgain(() => import("./long-markdown").then((room) => room.LongMarkdown));
const LongMarkdown = lazy(() => loadLong().then((part) => ({ default: part })));

const isLong = (text: string): boolean =>
  text.length > LONGEST || (text.length > AT_FIRST && (text.match(BLOCK_MARK)?.length ?? 0) > MOST_BLOCKS);

function Laid({ text, className }: { text: string; className: string | undefined }) {
  const [known, setKnown] = useState(() => readBlocks(text));
  const now = known.text === text ? known : readBlocks(text, known);
  if (now !== known) setKnown(now);
  return (
    <div className={proseLook(className)}>
      {now.blocks.map((block) => (
        <Stretch key={block.start} block={block} targets={now.targets} />
      ))}
    </div>
  );
}

/** Answers: Markdown without HTML, without remote images, with safe links. A text that grows is parsed at its end only. */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  if (!isLong(text)) return <Laid text={text} className={className} />;
  const beginning = <Laid text={text.slice(0, AT_FIRST)} className={className} />;
  return (
    <Suspense fallback={beginning}>
      <LongMarkdown text={text} className={className}>
        {beginning}
      </LongMarkdown>
    </Suspense>
  );
});
