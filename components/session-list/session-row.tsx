"use client";
import { useId } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { formatUsd } from "@/components/ui/format";
import { Moment } from "@/components/ui/moment";
import { Link } from "@/components/ui/reach/link";
import { SessionStatePill } from "@/components/ui/session-state-pill";
import { type DotState, waitingFor } from "@/components/ui/session-state-words";
import { StateDot } from "@/components/ui/state-dot";
import { Tag } from "@/components/ui/tag";
import { countOf } from "@/lib/domain/text/count-of";
import { SessionRowMenu, type SessionVerbs } from "./session-row-menu";

export type ListedSession = {
  id: string;
  title: string;
  projectName: string;
  isDemo: boolean;
  owner: { id: number; name: string };
  state: DotState;
  model: string;
  costNano: string;
  unknownCostTurns: number;
  turnCount: number;
  activeAt: number;
  archived: boolean;
  isOwn: boolean;
};

function Cost({ session: { isDemo, costNano, unknownCostTurns } }: { session: ListedSession }) {
  const isUnknown = costNano === "0" && unknownCostTurns > 0;
  return (
    <div className="text-right text-xs">
      <div
        className={isDemo || isUnknown ? "text-muted-foreground tabular-nums" : "font-medium text-cost tabular-nums"}
        title={isDemo ? "The demo agent's prices are invented." : undefined}
      >
        {isUnknown ? "cost unknown" : formatUsd(costNano)}
      </div>
      {!isUnknown && (
        <div className="flex items-center justify-end gap-x-1.5 whitespace-nowrap">
          {isDemo && <span className={cn("text-2xs text-muted-foreground", unknownCostTurns > 0 && "max-lg:sr-only")}>play money</span>}
          {unknownCostTurns > 0 && (
            <Tag title={`What ${countOf(unknownCostTurns, "turn")} cost is not known; it is not in the sum.`}>
              + {unknownCostTurns.toLocaleString("en")}{" "}
              <span className={isDemo ? "sr-only" : "max-sm:sr-only"}>{unknownCostTurns === 1 ? "turn" : "turns"}</span> unknown
            </Tag>
          )}
        </div>
      )}
    </div>
  );
}

/** Under the title; a wide screen has columns of their own for some of it. The dot before the first of a line is clipped away. */
function Facts({ session, now }: { session: ListedSession; now: number }) {
  return (
    <p className="col-start-2 col-end-[-1] row-start-2! row-span-1! mt-0.5 -ml-3.5 flex min-w-0 flex-wrap items-center text-xs text-muted-foreground [clip-path:inset(0_0_0_14px)] sm:col-end-3 [&>*]:before:inline-block [&>*]:before:w-3.5 [&>*]:before:text-center [&>*]:before:text-muted-foreground [&>*]:before:content-['·']">
      <span className="max-w-full truncate">{session.projectName}</span>
      {session.isDemo ? (
        <span className="truncate text-injected">
          <span className="max-sm:sr-only">demo agent: </span>scripted, no model
        </span>
      ) : (
        session.model && <span className="truncate">{session.model}</span>
      )}
      {!session.isOwn && <span className="truncate xl:hidden">{session.owner.name}</span>}
      <span className="whitespace-nowrap tabular-nums md:hidden">{countOf(session.turnCount, "turn")}</span>
      <Activity at={session.activeAt} now={now} className="md:hidden" />
    </p>
  );
}

type RowProps = { session: ListedSession; now: number; verbs: SessionVerbs; onRename: () => void };

/** One session: what it is on the left, how much and when on the right; the whole row is the link. */
export function SessionRow({ session, now, verbs, onRename }: RowProps) {
  const titleId = useId();
  return (
    <li className="relative grid grid-cols-[12px_minmax(0,1fr)_auto_26px] items-start gap-x-3 border-b px-3.5 py-2.5 first:rounded-t-lg last:rounded-b-lg last:border-b-0 focus-within:bg-accent/50 hover:bg-accent/50 sm:items-center md:col-span-full md:grid-cols-subgrid md:gap-x-5 [&>*]:row-start-1 sm:[&>*]:row-span-2">
      <StateDot state={session.state} label={false} className="max-sm:mt-1" />
      <div className="flex min-w-0 items-center gap-x-2 gap-y-1 max-sm:flex-wrap sm:row-span-1!">
        <Link
          id={titleId}
          href={`/sessions/${session.id}`}
          className="min-w-0 truncate text-md font-medium max-sm:line-clamp-2 max-sm:whitespace-normal after:absolute after:inset-0 after:rounded-[inherit] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:rounded-md focus-visible:after:outline-ring max-sm:w-full"
          title={session.title}
        >
          {session.title}
        </Link>
        <SessionStatePill state={session.state} waiting={waitingFor(session.isOwn ? null : session.owner.name)} />
      </div>
      <Facts session={session} now={now} />
      <div className="flex max-w-40 min-w-0 items-center gap-2 text-xs text-muted-foreground max-xl:hidden">
        <Avatar name={session.owner.name} personId={session.owner.id} />
        <span aria-hidden className="truncate">
          {session.isOwn ? "You" : session.owner.name}
        </span>
      </div>
      <div className="text-right text-xs whitespace-nowrap text-muted-foreground tabular-nums max-md:hidden">
        {countOf(session.turnCount, "turn")}
      </div>
      <Cost session={session} />
      <Activity at={session.activeAt} now={now} className="text-right max-md:hidden" />
      <div className="relative">
        {session.isOwn && <SessionRowMenu session={session} titleId={titleId} verbs={verbs} onRename={onRename} />}
      </div>
    </li>
  );
}

function Activity({ at, now, className }: { at: number; now: number; className: string }) {
  return <Moment at={at} now={now} className={`text-xs whitespace-nowrap text-muted-foreground tabular-nums ${className}`} />;
}
