"use client";
import { MoreHorizontalIcon } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { formatMoment, formatUsd, formatWhen } from "@/components/ui/format";
import { type DotState, StateDot, stateWords } from "@/components/ui/state-dot";
import { Tag } from "@/components/ui/tag";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { RenameDialog } from "./rename-dialog";

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

export type SessionVerbs = {
  rename(input: { sessionId: string; title: string }): Promise<Answer>;
  archive(input: { sessionId: string }): Promise<Answer>;
  restore(input: { sessionId: string }): Promise<Answer>;
};

function Cost({ session }: { session: ListedSession }) {
  if (session.isDemo) return <span title="The demo agent's prices are invented.">play money</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      {session.unknownCostTurns > 0 && (
        <Tag title="The cost of these turns is not known; it is not in the sum.">{session.unknownCostTurns} unknown</Tag>
      )}
      <span className="font-medium text-cost">{formatUsd(session.costNano)}</span>
    </span>
  );
}

async function say(work: Promise<Answer>, done: string, undo?: () => void): Promise<void> {
  const answer = await work;
  if (!answer.ok) return void toast.error(sayRefusal(answer.refusal));
  toast.success(done, undo ? { action: { label: "Undo", onClick: undo } } : {});
}

function RowMenu({ session, verbs, onRename }: { session: ListedSession; verbs: SessionVerbs; onRename: () => void }) {
  const input = { sessionId: session.id };
  const archive = () => void say(verbs.archive(input), "Archived.", () => void say(verbs.restore(input), "Back in the list."));
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${session.title}`}>
          <MoreHorizontalIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={onRename}>Rename…</DropdownMenuItem>
        {session.archived ? (
          <DropdownMenuItem onSelect={() => void say(verbs.restore(input), "Back in the list.")}>Restore</DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={archive}>Archive</DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Row({ session, now, verbs, onRename }: { session: ListedSession; now: number; verbs: SessionVerbs; onRename: () => void }) {
  return (
    <li className="relative flex items-center gap-3 border-b px-3 py-2.5 last:border-b-0 focus-within:bg-accent/60 hover:bg-accent/60">
      <StateDot state={session.state} label={false} />
      <div className="min-w-0 flex-1">
        <Link
          href={`/sessions/${session.id}`}
          className="block truncate text-md font-medium after:absolute after:inset-0"
          title={session.title}
        >
          {session.title}
        </Link>
        <p className="flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
          <span>{stateWords[session.state]}</span>
          <span aria-hidden>·</span>
          <span className="truncate">{session.projectName}</span>
          {session.isDemo && <span>(demo agent: scripted, no model)</span>}
          {session.model && (
            <>
              <span aria-hidden>·</span>
              <span className="truncate font-mono">{session.model}</span>
            </>
          )}
          <span aria-hidden>·</span>
          <span>{session.turnCount === 1 ? "1 turn" : `${session.turnCount} turns`}</span>
        </p>
      </div>
      <Avatar name={session.owner.name} personId={session.owner.id} className="max-sm:hidden" />
      <div className="shrink-0 text-right text-xs tabular-nums">
        <div>
          <Cost session={session} />
        </div>
        <time
          dateTime={new Date(session.activeAt).toISOString()}
          title={formatMoment(session.activeAt)}
          className="text-muted-foreground"
          suppressHydrationWarning
        >
          {formatWhen(session.activeAt, now)}
        </time>
      </div>
      <div className="relative w-[26px] shrink-0">{session.isOwn && <RowMenu session={session} verbs={verbs} onRename={onRename} />}</div>
    </li>
  );
}

/** Sessions, newest activity first. */
export function SessionRows({ sessions, now, verbs }: { sessions: ListedSession[]; now: number; verbs: SessionVerbs }) {
  const [renamed, setRenamed] = useState<ListedSession | null>(null);
  return (
    <>
      <ul className="rounded-lg border bg-card">
        {sessions.map((session) => (
          <Row key={session.id} session={session} now={now} verbs={verbs} onRename={() => setRenamed(session)} />
        ))}
      </ul>
      {renamed && (
        <RenameDialog
          title={renamed.title}
          onClose={() => setRenamed(null)}
          onRename={(title) => verbs.rename({ sessionId: renamed.id, title })}
        />
      )}
    </>
  );
}
