"use client";
import { Markdown } from "@/components/transcript/markdown/markdown";
import type { TextItem } from "@/lib/domain/transcript/transcript-types";
import { SpineEvent } from "./spine-event";
import { useWhole } from "./use-whole";

/** The agent's answer. */
export function ReplyBlock({ item }: { item: TextItem }) {
  const { whole, button } = useWhole(item.seq, item.cut);
  const content = whole?.kind === "reply_added" ? whole.payload.content : item.content;
  return (
    <SpineEvent mark="answer" tone="agent" className="pt-1 pl-0.5">
      <Markdown text={content} />
      {button}
    </SpineEvent>
  );
}
