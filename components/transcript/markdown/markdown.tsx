"use client";
import { memo, useState } from "react";
import { LongMarkdown } from "./long-markdown";
import { readBlocks } from "./markdown-blocks";
import { proseLook, Stretch } from "./stretch";

/** Longer texts come in parts: laying out Markdown must never make anybody wait. */
const LONGEST = 50_000;

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
  return text.length > LONGEST ? <LongMarkdown text={text} className={className} /> : <Laid text={text} className={className} />;
});
