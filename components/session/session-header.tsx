import { Cpu, Folder, User } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { formatUsd } from "@/components/ui/format";
import { Pill } from "@/components/ui/pill";
import { SessionStatePill } from "@/components/ui/session-state-pill";
import { stateWords, waitingFor } from "@/components/ui/session-state-words";
import { Tag } from "@/components/ui/tag";
import { openQuestion } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import type { Actor } from "@/lib/domain/viewer";
import type { SessionOnPage } from "./reading/session-on-page";

type State = "archived" | "waiting" | "running";

/** What the conversation itself does not say at its end. */
function stateOf(transcript: Transcript): State | null {
  if (transcript.facts.archived) return "archived";
  if (openQuestion(transcript)) return "waiting";
  return transcript.openTurn === null ? null : "running";
}

/** In a session that the project writes in, nobody alone is waited for. */
function waitingWords({ rights, shared, owner }: SessionOnPage): string {
  if (rights["session:answer"]) return waitingFor(null);
  return shared ? stateWords("waiting") : waitingFor(owner.name);
}

const ARCHIVED = "Archived";
const TONES = { archived: "", waiting: "font-medium text-waiting", running: "font-medium text-running" };

/** What the session has cost so far, exact; what nobody knows stands beside it and is not in the sum. */
function SessionCost({ transcript, isDemo }: { transcript: Transcript; isDemo: boolean }) {
  const { costNano, unknownCostTurns } = transcript.facts;
  return (
    <output
      data-hint="cost"
      aria-label="Session cost"
      title={
        unknownCostTurns > 0
          ? `The cost of ${unknownCostTurns} more ${unknownCostTurns === 1 ? "turn is" : "turns are"} not known.`
          : undefined
      }
      className="flex h-[30px] items-center gap-1.5 rounded-md border bg-card px-2.5 whitespace-nowrap max-md:border-0 max-md:bg-transparent max-md:px-1"
    >
      <b className="font-semibold text-cost tabular-nums">{formatUsd(costNano)}</b>
      <span className="text-xs text-muted-foreground @max-2xl:sr-only">{isDemo ? "play money" : "this session"}</span>
      {unknownCostTurns > 0 && (
        <Tag className="max-sm:sr-only">
          + {unknownCostTurns}
          <span className="@max-2xl:sr-only"> unknown</span>
        </Tag>
      )}
    </output>
  );
}

function Here({ viewers }: { viewers: readonly Actor[] }) {
  if (viewers.length < 2) return null;
  return (
    <span className="flex max-md:hidden">
      <span className="sr-only">Here now: </span>
      {viewers.slice(0, 5).map(({ personId, name }) => (
        <Avatar key={personId} name={name} personId={personId} className="-ml-1.5 ring-2 ring-background first:ml-0" />
      ))}
      {viewers.length > 5 && <Tag className="ml-1">+{viewers.length - 5}</Tag>}
    </span>
  );
}

/** On a phone all of it stands in small letters; a state beside it leaves room for its first words, and the longest on the smallest phone for none. */
function DemoWords({ state }: { state: State | null }) {
  return (
    <span className={cn("truncate font-medium text-injected", state ? state === "waiting" && "@max-[18rem]:sr-only" : "max-sm:text-2xs")}>
      demo<span className={state ? "@max-[18rem]:sr-only" : undefined}> agent</span>
      <span className={state ? "@max-md:sr-only" : undefined}>: scripted, no model</span>
    </span>
  );
}

type Props = { session: SessionOnPage; transcript: Transcript; viewers: readonly Actor[]; menu: ReactNode };

/** Which conversation this is, who is here, what it costs. */
export function SessionHeader({ session, transcript, viewers, menu }: Props) {
  const { title, model, role } = session;
  const state = stateOf(transcript);
  const waiting = waitingWords(session);
  return (
    <header className="@container flex h-header shrink-0 items-center gap-2.5 border-b pr-2 pl-14 md:px-5">
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2">
          <h1 className="min-w-0 truncate text-md font-semibold tracking-title" title={title}>
            {title}
          </h1>
          <span className="flex max-md:hidden">
            {state === "archived" ? <Pill>{ARCHIVED}</Pill> : state && <SessionStatePill state={state} waiting={waiting} hasMark />}
          </span>
        </div>
        <div className="flex min-w-0 items-center gap-1.5 overflow-hidden text-xs whitespace-nowrap text-muted-foreground [&_svg]:size-[13px] [&_svg]:shrink-0">
          {state && (
            <span className={cn("shrink-0 md:hidden", TONES[state])}>
              {state === "archived" ? ARCHIVED : stateWords(state, waiting)}
              <span className={state === "waiting" && session.isDemo ? "@max-[18rem]:hidden" : undefined}> ·</span>
            </span>
          )}
          <span
            className={cn(
              "flex min-w-12 items-center gap-1.5 @2xl:max-w-48 @2xl:shrink-0 @4xl:max-w-none",
              session.isDemo && "@max-2xl:hidden",
            )}
          >
            <Folder aria-hidden />
            <span className="truncate">{session.projectName}</span>
            {session.isDemo && <span aria-hidden>·</span>}
          </span>
          {session.isDemo && <DemoWords state={state} />}
          {model && !session.isDemo && (
            <span className="flex items-center gap-1.5 max-md:hidden">
              · <Cpu aria-hidden />
              {model}
            </span>
          )}
          {role && (
            <span className="flex items-center gap-1.5 @max-2xl:hidden">
              · <User aria-hidden />
              {role}
            </span>
          )}
          <span className="flex gap-1.5 @max-4xl:hidden">
            <span aria-hidden>·</span>
            <span>
              by {session.owner.name}
              {session.shared ? ", the project writes" : ""}
            </span>
          </span>
        </div>
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-2.5 max-md:gap-0">
        <Here viewers={viewers} />
        <SessionCost transcript={transcript} isDemo={session.isDemo} />
        {menu}
      </div>
    </header>
  );
}
