import { formatDuration } from "@/components/ui/format";
import type { AgentStartItem, Item } from "@/lib/domain/transcript/transcript-types";
import { CommandLine } from "./commands/command-line";
import { EventLine } from "./event-line";
import { ProcessesCard, QuestionLine } from "./later";
import { ReplyBlock } from "./reply-block";
import { RunCard } from "./runs/later-run";
import { SpineEvent } from "./spine-event";
import { ThoughtLine } from "./thought-line";
import { ToolCard } from "./tool-card";

/** "Agent started in 61 ms" */
export function startWords({ attempt, waitingForPlace, afterMs }: AgentStartItem): string {
  if (afterMs !== null) return `Agent started in ${formatDuration(afterMs)}${attempt > 1 ? `, attempt ${attempt}` : ""}`;
  return waitingForPlace ? "Agent waits for a free place" : "Agent starting";
}

/** One thing on a turn's spine. */
export function ItemView({ item, isTurnOver, isNewest }: { item: Item; isTurnOver: boolean; isNewest: boolean }) {
  switch (item.type) {
    case "thought":
      return <ThoughtLine item={item} />;
    case "reply":
      return <ReplyBlock item={item} />;
    case "tool":
      return <ToolCard item={item} isTurnOver={isTurnOver} isNewest={isNewest} />;
    case "run":
      return <RunCard item={item} isTurnOver={isTurnOver} />;
    case "question":
      return <QuestionLine item={item} />;
    case "command":
      return <CommandLine item={item} />;
    case "processes":
      return <ProcessesCard item={item} />;
    case "agent-start":
      return (
        <SpineEvent mark="read">
          <div className="py-[5px] text-xs text-muted-foreground">{startWords(item)}</div>
        </SpineEvent>
      );
    case "event":
      return <EventLine item={item} />;
    default:
      return item satisfies never;
  }
}
