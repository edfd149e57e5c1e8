"use client";
import { useState } from "react";
import { Markdown } from "@/components/ui/markdown";
import type { CommandItem } from "@/lib/domain/transcript-types";
import { FoldLine } from "./fold-line";
import { RawText } from "./key-values";
import { SpineEvent } from "./spine-event";
import { useWhole } from "./use-whole";

/** A slash command and what the agent answered. */
export function CommandLine({ item }: { item: CommandItem }) {
  const [isOpen, setIsOpen] = useState(true);
  const { whole, button } = useWhole(item.answer?.seq ?? item.seq, item.answer?.cut);
  const answer =
    whole?.kind === "command_answered" ? { ...item.answer, message: whole.payload.message, result: whole.payload.result } : item.answer;
  return (
    <SpineEvent mark="read">
      <FoldLine
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
        name={`/${[item.command, ...item.args].join(" ")}`}
        summary={item.by ? `by ${item.by.name}` : undefined}
        facts={answer ? undefined : "waits for its answer"}
      />
      {isOpen && answer ? (
        <div className="mt-1 overflow-hidden rounded-md border bg-card">
          {answer.message ? (
            <Markdown text={answer.message} className="px-3 py-2 text-sm" />
          ) : (
            <RawText text={JSON.stringify(answer.result, null, 2) ?? ""} />
          )}
          {button ? <div className="border-t px-3">{button}</div> : null}
        </div>
      ) : null}
    </SpineEvent>
  );
}
