"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { StateDot } from "@/components/ui/state-dot";
import { commandTree, countRunning } from "@/lib/domain/transcript/transcript-processes";
import type { ProcessesItem } from "@/lib/domain/transcript/transcript-types";
import { Elapsed } from "./elapsed";
import { focusTurnAround } from "./focus-turn";
import { useScene } from "./scene";
import { SpineEvent } from "./spine-event";

/** What is started below that stands in one row with it: a phone has no more room. */
const DEEPEST = 4;

/** Commands that outlived their turn: what still runs, and a way to end it. */
export function ProcessesCard({ item }: { item: ProcessesItem }) {
  const { endProcesses } = useScene();
  const [isEnding, setIsEnding] = useState(false);
  const running = countRunning(item.processes);
  const title = running === 0 ? "Commands that had gone on" : `${running} ${running === 1 ? "command" : "commands"} still running`;
  const card = useRef<HTMLDivElement>(null);
  const end = async () => {
    if (!endProcesses) return;
    // The button goes with what it ends.
    focusTurnAround(card.current);
    setIsEnding(true);
    await endProcesses();
    setIsEnding(false);
  };
  return (
    <SpineEvent mark="stop" tone="stopped">
      <div ref={card} className="overflow-hidden rounded-md border border-border-strong bg-stopped-soft">
        <div className="flex min-h-9 items-center gap-2.5 py-1 pr-1.5 pl-2.5">
          <span className="font-medium">{title}</span>
          {running === 0 && item.endedBy ? <span className="text-xs text-muted-foreground">ended by {item.endedBy.name}</span> : null}
          {running > 0 && endProcesses ? (
            <Button variant="danger-quiet" size="sm" className="ml-auto" isBusy={isEnding} onClick={end}>
              {isEnding ? "Ending…" : running === 1 ? "End it" : "End them"}
            </Button>
          ) : null}
        </div>
        <ul>
          {commandTree(item.processes).map(({ process: { pid, command, startedAt, ended }, depth }) => (
            <li
              key={pid}
              className="flex min-h-7 items-center gap-2.5 border-t px-3 text-xs"
              style={depth > 0 ? { paddingLeft: 12 + Math.min(depth, DEEPEST) * 20 } : undefined}
            >
              <StateDot state={ended ? "stopped" : "running"} label={false} />
              <span className="min-w-0 truncate font-mono" title={command}>
                {command}
              </span>
              <span className="ml-auto flex shrink-0 gap-2 text-muted-foreground tabular-nums">
                <span>pid {pid}</span>
                {ended ? <span>ended</span> : <Elapsed from={startedAt} until={null} isRunning />}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </SpineEvent>
  );
}
