"use client";
import { Bell, Clock, Eye, GitBranch, type LucideIcon, Radio, Sparkles, SquareTerminal } from "lucide-react";
import { useMemo } from "react";
import { Markdown } from "@/components/transcript/markdown/markdown";
import { Avatar } from "@/components/ui/avatar";
import { visibleText } from "@/lib/domain/text/visible-text";
import { readInjected } from "@/lib/domain/transcript/injected-message";
import type { Turn } from "@/lib/domain/transcript/transcript-types";
import { LocalTime } from "./local-time";
import { TerminalBody } from "./tools/terminal-body";
import { useWhole } from "./use-whole";

const causes: Readonly<Record<string, { name: string; icon: LucideIcon }>> = {
  schedule: { name: "Schedule", icon: Clock },
  tap_run: { name: "Delegated run", icon: GitBranch },
  background_agent: { name: "Background agent", icon: GitBranch },
  background_job: { name: "Background job", icon: SquareTerminal },
  monitor: { name: "Monitor", icon: Eye },
  skill: { name: "Skill", icon: Sparkles },
  webhook: { name: "Webhook", icon: Radio },
};

type InjectedCause = Extract<Turn["cause"], { kind: "injected" }>;

/** How a cause is called: "Schedule", or the agent's own word for one we do not know. */
export const causeName = (sourceKind: string): string => causes[sourceKind]?.name ?? (sourceKind.replaceAll("_", " ") || "The agent");

/** What a command printed is a terminal's, never Markdown; what is meant for reading is. */
function InjectedText({ cause, content }: { cause: InjectedCause; content: string }) {
  const { sourceKind, sourceLabel } = cause;
  const report = useMemo(() => readInjected(sourceKind, sourceLabel, content), [sourceKind, sourceLabel, content]);
  if (!report.terminal) return <Markdown text={content} />;
  return (
    <>
      {report.words ? <p className="mb-1 text-sm">{visibleText(report.words)}</p> : null}
      <div className="overflow-hidden rounded-md border bg-card">
        <TerminalBody result={report.terminal} isRunning={false} cwd="" />
      </div>
    </>
  );
}

function Injected({ turn, cause }: { turn: Turn; cause: InjectedCause }) {
  const { whole, button } = useWhole(turn.seq, turn.cut);
  const Icon = causes[cause.sourceKind]?.icon ?? Bell;
  const content = whole?.kind === "message_injected" ? whole.payload.content : cause.content;
  return (
    <div className="mb-2.5 grid grid-cols-[26px_minmax(0,1fr)] gap-x-2.5">
      <span className="mt-1.5 flex size-[26px] items-center justify-center rounded-[8px] bg-injected-soft text-injected ring-1 ring-injected/40 ring-inset">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="rounded-lg border border-dashed border-injected/55 bg-injected-soft px-3 pt-2 pb-2.5">
        <div className="mb-1 flex flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
          <b className="text-sm font-semibold text-foreground">{causeName(cause.sourceKind)}</b>
          <LocalTime at={turn.startedAt} />
          {cause.sourceLabel ? <span className="min-w-0 truncate">{cause.sourceLabel}</span> : null}
          <span className="rounded-sm px-1 text-2xs font-medium text-injected ring-1 ring-injected/40 ring-inset">
            not sent by a person
          </span>
        </div>
        <InjectedText cause={cause} content={content} />
        {button}
      </div>
    </div>
  );
}

/** What woke the agent: a person's message, or what started by itself with its cause. */
export function TurnOpening({ turn }: { turn: Turn }) {
  const { whole, button } = useWhole(turn.seq, turn.cut);
  const { cause } = turn;
  if (cause.kind === "injected") return <Injected turn={turn} cause={cause} />;
  if (cause.kind === "unknown") return <p className="mb-2.5 text-xs text-muted-foreground">The beginning of this turn is not on record.</p>;
  const text = whole?.kind === "message_sent" ? whole.payload.text : cause.text;
  return (
    <div className="mb-2.5 grid grid-cols-[26px_minmax(0,1fr)] gap-x-2.5">
      <Avatar name={cause.by.name} personId={cause.by.personId} size="lg" isBesideName className="mt-1.5" />
      <div className="rounded-lg border border-border bg-person-soft px-3 pt-2 pb-2.5">
        <div className="mb-0.5 flex items-center gap-2 text-xs text-muted-foreground">
          <b className="text-sm font-semibold text-foreground">{cause.by.name}</b>
          <LocalTime at={turn.startedAt} />
          {cause.fromQueue ? <span>from the queue</span> : null}
        </div>
        <div className="text-prose wrap-anywhere whitespace-pre-wrap">{text}</div>
        {button}
      </div>
    </div>
  );
}
