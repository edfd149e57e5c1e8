"use client";
import { FolderIcon, MessagesSquareIcon, PlusIcon, UserIcon, UsersIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatUsd, formatWhen } from "@/components/ui/format";
import { type DotState, StateDot, stateWords } from "@/components/ui/state-dot";
import { Logo } from "./logo";

export type RailSession = { id: string; title: string; state: DotState; costNano: string; isDemo: boolean; activeAt: number };
export type RailProject = { id: number; name: string; kind: string; sessions: RailSession[] };
export type RailProps = {
  viewer: { name: string; isAdmin: boolean };
  projects: RailProject[];
  now: number;
  foot: ReactNode;
  onFollow?: () => void;
};

function NavLink({
  href,
  icon,
  children,
  onFollow,
}: {
  href: string;
  icon: ReactNode;
  children: ReactNode;
  onFollow?: (() => void) | undefined;
}) {
  const path = usePathname();
  const isHere = path === href || (href !== "/sessions" && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      {...(onFollow ? { onClick: onFollow } : {})}
      aria-current={isHere ? "page" : undefined}
      className="flex h-[30px] items-center gap-2.5 rounded-md px-2 font-medium hover:bg-sidebar-accent/60 aria-[current]:bg-sidebar-accent aria-[current]:text-sidebar-accent-foreground pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted-foreground aria-[current]:[&_svg]:text-primary"
    >
      {icon}
      {children}
    </Link>
  );
}

function SessionLink({ session, now, onFollow }: { session: RailSession; now: number; onFollow?: (() => void) | undefined }) {
  const isHere = usePathname() === `/sessions/${session.id}`;
  const isCalm = session.state === "answered" || session.state === "idle";
  return (
    <Link
      href={`/sessions/${session.id}`}
      {...(onFollow ? { onClick: onFollow } : {})}
      aria-current={isHere ? "page" : undefined}
      className="flex items-start gap-2 rounded-md px-2 py-1 hover:bg-sidebar-accent/60 aria-[current]:bg-sidebar-accent aria-[current]:text-sidebar-accent-foreground pointer-coarse:py-2"
    >
      <StateDot state={session.state} label={false} className="mt-1" />
      <span className="min-w-0 flex-1">
        <span className={cn("block truncate", isHere && "font-medium")} title={session.title}>
          {session.title}
        </span>
        <span className="flex gap-1.5 text-2xs text-muted-foreground">
          <span
            className={cn(session.state === "failed" && "text-failed", session.state === "waiting" && "text-waiting", isCalm && "sr-only")}
          >
            {stateWords[session.state]}
          </span>
          {!isCalm && <span aria-hidden>·</span>}
          <span className="tabular-nums">{session.isDemo ? "play money" : formatUsd(session.costNano)}</span>
          <span aria-hidden>·</span>
          <span>{formatWhen(session.activeAt, now)}</span>
        </span>
      </span>
    </Link>
  );
}

/** Brand, the ways to everywhere, and the newest sessions of each project. */
export function Rail({ viewer, projects, now, foot, onFollow }: RailProps) {
  return (
    <>
      <div className="flex h-header shrink-0 items-center gap-2.5 px-3.5 text-md font-semibold tracking-tight text-sidebar-accent-foreground">
        <Logo className="size-[22px] text-primary" />
        Octomind
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        <nav aria-label="Main" className="grid gap-px">
          <NavLink href="/sessions" icon={<MessagesSquareIcon aria-hidden />} onFollow={onFollow}>
            Sessions
          </NavLink>
          <NavLink href="/sessions/new" icon={<PlusIcon aria-hidden />} onFollow={onFollow}>
            New session
          </NavLink>
          <NavLink href="/projects" icon={<FolderIcon aria-hidden />} onFollow={onFollow}>
            Projects
          </NavLink>
          {viewer.isAdmin && (
            <NavLink href="/people" icon={<UsersIcon aria-hidden />} onFollow={onFollow}>
              People
            </NavLink>
          )}
          <NavLink href="/account" icon={<UserIcon aria-hidden />} onFollow={onFollow}>
            Account
          </NavLink>
        </nav>
        {projects.map((project) => (
          <section key={project.id} aria-label={`Sessions of ${project.name}`} className="mt-3">
            <h2 className="flex items-center justify-between gap-2 px-2 py-1 font-medium">
              <span className="truncate">{project.name}</span>
              <span className="shrink-0 text-2xs font-normal text-muted-foreground">
                {project.kind === "demo" ? "scripted, no model" : project.kind}
              </span>
            </h2>
            {project.sessions.map((session) => (
              <SessionLink key={session.id} session={session} now={now} onFollow={onFollow} />
            ))}
          </section>
        ))}
      </div>
      {foot}
    </>
  );
}
