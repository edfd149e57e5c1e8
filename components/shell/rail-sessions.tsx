"use client";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { formatUsd } from "@/components/ui/format";
import { Moment } from "@/components/ui/moment";
import { FILTERED_FROM } from "@/components/ui/name-fits";
import { Link } from "@/components/ui/reach/link";
import { type DotState, stateWords, waitingFor } from "@/components/ui/session-state-words";
import { StateDot } from "@/components/ui/state-dot";

export type RailSession = {
  id: string;
  title: string;
  state: DotState;
  costNano: string;
  unknownCostTurns: number;
  isDemo: boolean;
  activeAt: number;
  lastSeq: number;
  newsSeq: number;
  ownerName: string;
  isMine: boolean;
  /** It went on since this browser last showed it. */
  isUnread?: boolean;
};
export type RailProject = { id: number; name: string; kind: string; count: number; sessions: RailSession[] };

/** States that are said in words beside the dot; the calm ones are read out only. */
const LOUD: Partial<Record<DotState, string>> = {
  queued: "",
  running: "text-running",
  waiting: "text-waiting",
  failed: "text-failed",
  stopped: "",
  interrupted: "text-interrupted",
};

function costWords({ isDemo, costNano, unknownCostTurns }: RailSession): string {
  if (isDemo) return "play money";
  return costNano === "0" && unknownCostTurns > 0 ? "cost unknown" : formatUsd(costNano);
}

function SessionLink({ session, now, onFollow }: { session: RailSession; now: number; onFollow?: (() => void) | undefined }) {
  const isHere = usePathname() === `/sessions/${session.id}`;
  const tone = LOUD[session.state];
  return (
    <Link
      href={`/sessions/${session.id}`}
      {...(onFollow ? { onClick: onFollow } : {})}
      aria-current={isHere ? "page" : undefined}
      className="flex items-start gap-2 rounded-md px-2 py-[5px] hover:bg-sidebar-accent/60 aria-[current]:bg-sidebar-accent aria-[current]:text-sidebar-accent-foreground pointer-coarse:py-2"
    >
      <StateDot state={session.state} label={false} className="mt-1" />
      <span className="min-w-0 flex-1">
        <span
          className={cn("block truncate", isHere && "font-medium", session.isUnread && "font-semibold text-sidebar-accent-foreground")}
          title={session.title}
        >
          {session.title}
        </span>
        {session.isUnread && <span className="sr-only">, new since you looked</span>}
        <span className="flex gap-1.5 overflow-hidden text-2xs leading-[15px] whitespace-nowrap text-muted-foreground *:shrink-0">
          {session.isMine ? null : (
            <>
              <span className="min-w-8 shrink! truncate" title={`${session.ownerName}'s session`}>
                {session.ownerName}
              </span>
              <span aria-hidden>·</span>
            </>
          )}
          <span className={tone ?? "sr-only"}>
            {stateWords(session.state, session.isMine ? waitingFor(null) : "waiting").toLowerCase()}
          </span>
          {tone !== undefined && <span aria-hidden>·</span>}
          <span className="tabular-nums">{costWords(session)}</span>
          <span aria-hidden>·</span>
          <Moment at={session.activeAt} now={now} />
        </span>
      </span>
      {session.isUnread && (
        <span aria-hidden data-filled title="New since you looked" className="mt-1.5 size-1.5 shrink-0 rounded-full bg-primary" />
      )}
    </Link>
  );
}

const MORE =
  "block rounded-md py-1.5 pr-2 pl-7 text-xs text-muted-foreground hover:bg-sidebar-accent/60 hover:text-foreground pointer-coarse:py-3";

type Props = { projects: RailProject[]; now: number; onFollow?: (() => void) | undefined };

/** The newest of one's own sessions and of those that colleagues share, by project; of many projects those that have some. */
export function RailSessions({ projects, now, onFollow }: Props) {
  const follow = onFollow ? { onClick: onFollow } : {};
  const isLong = projects.length >= FILTERED_FROM;
  const shown = isLong ? projects.filter(({ sessions }) => sessions.length > 0) : projects;
  const parts = shown.map((project) => (
    <section key={project.id} aria-label={`Sessions of ${project.name}`} className="mt-3">
      <h2 className="flex items-center justify-between gap-2 px-2 py-1 font-medium">
        <span className="truncate" title={project.name}>
          {project.name}
        </span>
        <span className="shrink-0 text-2xs font-normal text-muted-foreground">
          {project.kind === "demo" ? "scripted, no model" : project.kind}
        </span>
      </h2>
      {project.sessions.map((session) => (
        <SessionLink key={session.id} session={session} now={now} onFollow={onFollow} />
      ))}
      {project.count > project.sessions.length ? (
        <Link href={`/sessions?project=${project.id}`} {...follow} className={MORE}>
          {project.count === 1 ? "The project's one session" : `All ${project.count} sessions`}
        </Link>
      ) : (
        project.count === 0 && <p className="py-1 pr-2 pl-7 text-xs text-muted-foreground">No session yet</p>
      )}
    </section>
  ));
  return (
    <>
      {parts}
      {isLong ? (
        <Link href="/projects" {...follow} className={cn(MORE, "mt-3 pl-2")}>
          All {projects.length} projects
        </Link>
      ) : null}
    </>
  );
}
