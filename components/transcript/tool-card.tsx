"use client";
import { Braces, ChevronRight } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Tag } from "@/components/ui/tag";
import { visibleText } from "@/lib/domain/text/visible-text";
import { describeTool, paramsOf, type ToolLook, word } from "@/lib/domain/tools/tool-call";
import { type ToolBody as Body, readResult } from "@/lib/domain/tools/tool-result";
import type { ToolItem } from "@/lib/domain/transcript/transcript-types";
import { CallBody } from "./call-body";
import { CallFacts } from "./call-facts";
import { CallSubject } from "./call-subject";
import { DiffCount } from "./changes/diff-body";
import { CopyLink } from "./copy-link";
import { Elapsed } from "./elapsed";
import { RawText } from "./key-values";
import { useKept } from "./list/kept";
import { hasRunFailed } from "./runs/run-facts";
import { SpineEvent } from "./spine-event";
import { type CallState, markOf, stateOf, toolIcons } from "./tool-looks";
import { SummaryWords } from "./tools/terminal-body";
import { useFetched, useWholeCall } from "./use-whole";

function StateTag({ state, body }: { state: CallState; body: Body | null }) {
  if (state === "lost") return <Tag>no result</Tag>;
  if (state !== "failed") return null;
  return <Tag tone="failed">{body?.as === "terminal" && body.exitCode !== null ? `exit ${body.exitCode}` : "failed"}</Tag>;
}

type HeadProps = {
  item: ToolItem;
  call: ToolLook;
  params: unknown;
  body: Body | null;
  state: CallState;
  isOpen: boolean;
  onToggle: () => void;
};

/** What it is, on one line; pressed, the card opens or closes. */
function CallHead({ item, call: { name, detail, kind, subject }, params, body, state, isOpen, onToggle }: HeadProps) {
  const Icon = toolIcons[kind];
  const { trace } = item;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className={cn(
        "flex min-h-8 min-w-0 flex-1 items-center gap-2 self-stretch pl-2 text-left hover:bg-accent/60",
        isOpen ? "pr-1" : "pr-1.5",
      )}
    >
      <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-muted-foreground", isOpen && "rotate-90")} />
      <Icon aria-hidden className="size-4 shrink-0 text-tool max-md:hidden" strokeWidth={1.75} />
      <span className="font-medium whitespace-nowrap">{name}</span>
      <CallSubject subject={subject} params={params} />
      {detail ? (
        <span className={cn("shrink-0 text-xs text-muted-foreground", subject && kind !== "settings" && "max-md:hidden")}>{detail}</span>
      ) : null}
      <StateTag state={state} body={body} />
      {body?.as === "terminal" && body.summary && !isOpen ? (
        <span className="text-xs">
          <SummaryWords summary={body.summary} />
        </span>
      ) : null}
      {body?.as === "diff" && state !== "failed" ? <DiffCount diff={body.diff} /> : null}
      <span className="ml-auto flex shrink-0 items-center gap-2.5 pl-2 text-xs whitespace-nowrap text-muted-foreground tabular-nums">
        {trace ? <CallFacts trace={trace} /> : null}
        {trace?.run ? null : <Elapsed from={item.at} until={item.result?.at ?? null} isRunning={state === "running"} />}
      </span>
    </button>
  );
}

function RawToggle({ isRaw, onToggle }: { isRaw: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isRaw}
      title="The call as the agent made it"
      aria-label="Raw call"
      onClick={onToggle}
      className={cn(
        "flex size-[26px] shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent",
        isRaw && "bg-accent text-primary",
      )}
    >
      <Braces aria-hidden className="size-3.5" />
    </button>
  );
}

function frameOf(state: CallState, isOpen: boolean): string {
  if (state === "failed") return "border-failed/50 bg-card";
  if (state === "running") return "border-running/50 bg-card";
  return isOpen ? "border-border bg-card" : "border-transparent";
}

/** One tool call: folded to a line when all is well, open when it failed, changed something, or is the newest. */
export const ToolCard = memo(function ToolCard({ item, isTurnOver, isNewest }: { item: ToolItem; isTurnOver: boolean; isNewest: boolean }) {
  const [chosen, setChosen] = useKept<boolean | null>(`open-${item.seq}`, null);
  const [isRaw, setIsRaw] = useState(false);
  const { params, content, buttons, fetchAnswer } = useWholeCall(item);
  const success = item.result?.success;
  const { tool, server } = item;

  const call = describeTool(tool, server, params);
  const { name, kind, subject } = call;
  const state = stateOf(item, isTurnOver);
  const body = useMemo(() => {
    const result = success === undefined ? null : { content, success };
    return readResult({ tool, server, params, result });
  }, [tool, server, params, content, success]);
  const { trace } = item;
  const isAtWork = trace?.run ? trace.run.endedAt === null || !isTurnOver || hasRunFailed(trace.run) : trace?.plan?.isNewest === true;
  const isOpen = chosen ?? (state === "failed" || kind === "edit" || isNewest || isAtWork);
  useFetched(isOpen && body?.as === "pictures", fetchAnswer);
  return (
    <SpineEvent {...markOf(kind, state)} opens>
      <fieldset
        aria-label={[name, visibleText(subject)].filter(Boolean).join(" ")}
        className={cn("min-w-0 overflow-hidden rounded-md border", frameOf(state, isOpen))}
      >
        <div className={cn("flex min-h-8 min-w-0 items-center touch:min-h-11", isOpen && "pr-1.5")}>
          <CallHead {...{ item, call, params, body, state, isOpen }} onToggle={() => setChosen(!isOpen)} />
          {isOpen ? <CopyLink seq={item.seq} label="Copy link to this call" /> : null}
          {isOpen ? <RawToggle isRaw={isRaw} onToggle={() => setIsRaw(!isRaw)} /> : null}
        </div>
        {isOpen ? (
          <div className="border-t">
            {isRaw ? (
              <RawText
                text={JSON.stringify(
                  {
                    tool: item.tool,
                    server: item.server,
                    tool_id: item.toolId,
                    params,
                    result: item.result && { success, content },
                  },
                  null,
                  2,
                )}
              />
            ) : (
              <CallBody
                item={item}
                body={body}
                params={params}
                command={word(paramsOf(params), "command")}
                isRunning={state === "running"}
              />
            )}
            {buttons}
          </div>
        ) : null}
      </fieldset>
    </SpineEvent>
  );
});
