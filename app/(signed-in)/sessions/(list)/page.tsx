import { ArchiveIcon, MessagesSquareIcon, PlugIcon, PlusIcon, SearchIcon } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { archiveSessionAction, renameSessionAction, restoreSessionAction } from "@/app/(signed-in)/sessions/actions";
import {
  type ListView,
  listAddress,
  moreAddress,
  readListAddress,
  SHOWN_AT_FIRST,
  SHOWN_AT_MOST,
} from "@/components/session-list/list-address";
import { SessionRows } from "@/components/session-list/session-rows";
import { ArchiveToggle, SessionTabs } from "@/components/session-list/session-tabs";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ListFilter } from "@/components/ui/list-filter";
import { Link } from "@/components/ui/reach/link";
import { LinkButton } from "@/components/ui/reach/link-button";
import { requireViewer } from "@/lib/auth/current-viewer";
import { countOf } from "@/lib/domain/text/count-of";
import { hasRole, projectsAs, type Viewer } from "@/lib/domain/viewer";
import { listProjects } from "@/lib/services/projects/list-projects";
import { countSessions } from "@/lib/services/sessions/count-sessions";
import { hasSessionList, listSessions, type SessionScope } from "@/lib/services/sessions/list-sessions";
import { describeInstallation } from "@/lib/services/setup/describe-installation";

export const metadata: Metadata = { title: "Sessions" };

const canStart = (viewer: Viewer): boolean => projectsAs(viewer, "developer").length > 0;

/** In the list of a project the form opens on it, for whoever starts sessions there: what nobody may is not offered, and opening it is written down. */
const startAddress = (viewer: Viewer, { project }: ListView): string =>
  `/sessions/new${project !== null && hasRole(viewer, project, "developer") ? `?project=${project}` : ""}`;

/** So many ways on fit under a few words. */
const WAYS_SHOWN = 4;

const verbs = { rename: renameSessionAction, archive: archiveSessionAction, restore: restoreSessionAction };

/** Nobody is sent to a form that would send them away: a reviewer to what can be read, a manager to what it cost. */
async function NoneToStart({ viewer, isMine }: { viewer: Viewer; isMine: boolean }) {
  const isInProject = viewer.memberships.length > 0;
  const projects = isMine ? await listProjects(viewer) : [];
  const ways = projects.flatMap(({ id, name, rights }) => [
    ...(rights.readSessions ? [{ href: listAddress({ project: id }), words: `Sessions of ${name}` }] : []),
    ...(rights.cost ? [{ href: `/projects/${id}/costs`, words: `Costs of ${name}` }] : []),
  ]);
  if (viewer.isAdmin && !isInProject) ways.push({ href: "/projects", words: "Projects" });
  const action = ways.slice(0, WAYS_SHOWN).map(({ href, words }) => (
    <Button key={href} asChild className="max-w-full">
      <Link href={href}>
        <span className="truncate">{words}</span>
      </Link>
    </Button>
  ));
  return (
    <EmptyState
      icon={<MessagesSquareIcon aria-hidden />}
      title={!isInProject ? "You are in no project yet" : isMine ? "No session of yours" : "No session yet"}
      action={action.length > 0 ? action : undefined}
    >
      {isInProject
        ? "Sessions are started by a project's developers. An administrator can make you one."
        : viewer.isAdmin
          ? "Whom you add to a project as a developer starts sessions in it; that can be you."
          : "An administrator adds you to a project; what you may see of it is here then."}
    </EmptyState>
  );
}

const NO_MATCH = "No title has these words";

const foundWords = (count: number, { q }: ListView, hasMore: boolean): string =>
  count === 0 && q !== undefined ? NO_MATCH : `${countOf(count, "session")}${hasMore ? ", and there are more" : ""}`;

/** The way on keeps the words: it is the other half of the same sessions. */
function NoMatch({ view }: { view: ListView }) {
  const others = view.archived ? "active" : "archived";
  return (
    <EmptyState
      icon={<SearchIcon aria-hidden />}
      title={NO_MATCH}
      action={
        <Button asChild>
          <Link href={listAddress({ project: view.project, archived: !view.archived, q: view.q })}>Look among the {others} ones</Link>
        </Button>
      }
    >
      Try fewer words, or a part of one.
    </EmptyState>
  );
}

function NothingHere({ viewer, view }: { viewer: Viewer; view: ListView }) {
  if (view.q !== undefined) return <NoMatch view={view} />;
  if (view.archived) {
    return (
      <EmptyState icon={<ArchiveIcon aria-hidden />} title="Nothing is archived">
        What you archive leaves the list and stays readable here.
      </EmptyState>
    );
  }
  if (!canStart(viewer)) return <NoneToStart viewer={viewer} isMine={view.project === null} />;
  const start = (
    <Button asChild variant="primary">
      <Link href={startAddress(viewer, view)}>Start one</Link>
    </Button>
  );
  return (
    <EmptyState icon={<MessagesSquareIcon aria-hidden />} title="No session yet" action={start}>
      A session is one conversation with an agent. Everything in it is kept.
    </EmptyState>
  );
}

function ConnectBanner() {
  return (
    <Banner>
      <PlugIcon aria-hidden />
      <span className="min-w-0 flex-[1_1_220px]">
        <b className="font-semibold">Connect your agent.</b> So far there is only the demo agent, which is scripted and has no model.
      </span>
      <Link href="/projects/new" className="font-medium text-primary hover:underline max-md:ml-[26px]">
        Connect a folder or an address
      </Link>
    </Banner>
  );
}

function Paging({ view, next }: { view: ListView; next: string | null }) {
  return (
    <div className="mt-4 flex flex-wrap justify-center gap-2">
      {view.cursor && (
        <Button asChild variant="ghost">
          <Link href={listAddress({ ...view, cursor: undefined, shown: SHOWN_AT_FIRST })}>To the newest</Link>
        </Button>
      )}
      {next && (
        <Button asChild>
          <Link href={moreAddress(view, next)} scroll={view.shown >= SHOWN_AT_MOST}>
            Show more
          </Link>
        </Button>
      )}
    </div>
  );
}

const scopeOf = ({ project }: ListView): SessionScope => (project ? { projectId: project } : "mine");

async function SessionList({ viewer, view }: { viewer: Viewer; view: ListView }) {
  const { project, archived, q, shown, cursor } = view;
  const [counts, installation, list] = await Promise.all([
    countSessions(viewer),
    describeInstallation(viewer),
    listSessions(viewer, { scope: scopeOf(view), text: q, archived, cursor, limit: shown }),
  ]);
  const places = [{ id: null, name: "Mine", count: counts.mine }, ...counts.projects];
  const tabs = places.map(({ id, name, count }) => ({
    label: name,
    count: archived ? null : count,
    href: listAddress({ project: id, archived, q }),
    isHere: project === id,
  }));
  const sessions = list.rows.map((row) => ({ ...row, isOwn: row.owner.id === viewer.personId }));
  // Where there is none, the main button is the one that says so.
  const isFirst = sessions.length === 0 && q === undefined && !archived;
  return (
    <>
      <PageHeader title="Sessions">
        {canStart(viewer) ? (
          <LinkButton href={startAddress(viewer, view)} variant={isFirst ? "outline" : "primary"}>
            <PlusIcon aria-hidden />
            New session
          </LinkButton>
        ) : null}
      </PageHeader>
      {installation.onlyDemo && <ConnectBanner />}
      <PageBody>
        <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2.5">
          <SessionTabs tabs={tabs} />
          <ArchiveToggle href={listAddress({ project, archived: !archived, q })} isOn={archived} />
          <ListFilter label="Filter by title" found={foundWords(sessions.length, view, list.next !== null)} className="sm:ml-auto" />
        </div>
        {sessions.length === 0 ? (
          <NothingHere viewer={viewer} view={view} />
        ) : (
          <SessionRows sessions={sessions} now={Date.now()} verbs={verbs} />
        )}
        <Paging view={view} next={list.next} />
      </PageBody>
      <LiveRefresh />
    </>
  );
}

/** A list that is not there is answered with 404, so the skeleton streams only once it is known to be there. */
export default async function SessionsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer();
  const view = readListAddress(await searchParams);
  if (!hasSessionList(viewer, scopeOf(view))) notFound();
  return (
    <Suspense fallback={<PageSkeleton />}>
      <SessionList viewer={viewer} view={view} />
    </Suspense>
  );
}
