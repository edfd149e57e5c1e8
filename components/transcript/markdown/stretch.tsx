"use client";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { Block, Targets } from "./markdown-blocks";
import { MarkdownNodes } from "./markdown-nodes";

const NO_TARGETS: Targets = new Map();

const Nodes = memo(function Nodes({ block, targets }: { block: Block; targets: Targets }) {
  return <MarkdownNodes nodes={block.nodes} targets={targets} />;
});

/** A stretch of a text; drawn again only when it changed or what it refers to did. */
export function Stretch({ block, targets }: { block: Block; targets: Targets }) {
  return <Nodes block={block} targets={block.hasReferences ? targets : NO_TARGETS} />;
}

/** How the blocks of a text stand under each other. */
export const proseLook = (className: string | undefined): string =>
  cn("min-w-0 text-prose wrap-anywhere whitespace-normal [&>*+*]:mt-3 [&>*+:is(h1,h2,h3,h4,h5,h6)]:mt-5", className);
