"use client";
import { Markdown } from "@/components/transcript/markdown/markdown";
import type { TextItem } from "@/lib/domain/transcript/transcript-types";
import { FoldLine } from "./fold-line";
import { useKept } from "./list/kept";
import { SpineEvent } from "./spine-event";
import { useWhole } from "./use-whole";

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** What the agent thought: folded, with its length; nobody has to read it. */
export function ThoughtLine({ item }: { item: TextItem }) {
  const [isOpen, setIsOpen] = useKept(`open-${item.seq}`, false);
  const { whole, button } = useWhole(item.seq, item.cut);
  const content = whole?.kind === "thought_added" ? whole.payload.content : item.content;
  const words = countWords(content);
  return (
    <SpineEvent mark="thinking" tone="thinking" opens>
      <FoldLine
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
        name="Thought"
        summary={isOpen ? undefined : content.slice(0, 200)}
        facts={`${words}${item.cut && !whole ? "+" : ""} ${words === 1 ? "word" : "words"}`}
        className="text-thinking [&>span:first-of-type]:text-thinking"
      />
      {isOpen ? (
        <div className="mb-2 ml-8 border-l-2 border-border pl-3 text-sm text-muted-foreground">
          <Markdown text={content} className="text-sm" />
          {button}
        </div>
      ) : null}
    </SpineEvent>
  );
}
