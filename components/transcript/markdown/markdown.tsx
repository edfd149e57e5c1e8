"use client";
import { memo, useState } from "react";
import { RawText } from "@/components/transcript/key-values";
import { cn } from "@/components/ui/cn";
import { type Block, readBlocks, type Targets } from "./markdown-blocks";
import { MarkdownNodes } from "./markdown-nodes";

/** Longer texts are shown as the text they are: laying out Markdown must never make anybody wait. */
const LONGEST = 50_000;
const NO_TARGETS: Targets = new Map();

const Stretch = memo(function Stretch({ block, targets }: { block: Block; targets: Targets }) {
  return <MarkdownNodes nodes={block.nodes} targets={targets} />;
});

function Laid({ text, className }: { text: string; className: string | undefined }) {
  const [known, setKnown] = useState(() => readBlocks(text));
  const now = known.text === text ? known : readBlocks(text, known);
  if (now !== known) setKnown(now);
  return (
    <div className={cn("min-w-0 text-prose wrap-anywhere whitespace-normal [&>*+*]:mt-3 [&>*+:is(h1,h2,h3,h4,h5,h6)]:mt-5", className)}>
      {now.blocks.map((block) => (
        <Stretch key={block.start} block={block} targets={block.hasReferences ? now.targets : NO_TARGETS} />
      ))}
    </div>
  );
}

/** Answers: Markdown without HTML, without remote images, with safe links. A text that grows is parsed at its end only. */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  return text.length > LONGEST ? <RawText text={text} /> : <Laid text={text} className={className} />;
});
