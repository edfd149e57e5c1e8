import { MessagesSquareIcon, PlusIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { LiveRefresh } from "@/components/session-list/live-refresh";
import { SessionFilter } from "@/components/session-list/session-filter";
import { SessionRows } from "@/components/session-list/session-rows";
import { SessionTabs } from "@/components/session-list/session-tabs";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireViewer } from "@/lib/auth/current-viewer";
import { countSessions } from "@/lib/services/sessions/count-sessions";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { describeInstallation } from "@/lib/services/setup/describe-installation";
import { archiveSessionAction, renameSessionAction, restoreSessionAction } from "./actions";

export const metadata: Metadata = { title: "Sessions" };

type Params = Record<string, string | string[] | undefined>;
const verbs = { rename: renameSessionAction, archive: archiveSessionAction, restore: restoreSessionAction };
const textOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

function address(params: { project?: number | null; archived?: boolean; q?: string | undefined; cursor?: string | undefined }): string {
  const query = new URLSearchParams();
  if (params.project) query.set("project", String(params.project));
  if (params.archived) query.set("archived", "1");
  if (params.q) query.set("q", params.q);
  if (params.cursor) query.set("cursor", params.cursor);
  return `/sessions${query.size > 0 ? `?${query}` : ""}`;
}

function NothingHere({ isFiltered, isArchived }: { isFiltered: boolean; isArchived: boolean }) {
  if (isFiltered) return <EmptyState title="No title has these words">Try fewer letters, or look among the archived ones.</EmptyState>;
  if (isArchived) return <EmptyState title="Nothing is archived">What you archive stays readable here.</EmptyState>;
  const start = (
    <Button asChild variant="primary">
      <Link href="/sessions/new">Start one</Link>
    </Button>
  );
  return (
    <EmptyState icon={<MessagesSquareIcon aria-hidden />} title="No session yet" action={start}>
      A session is one conversation with an agent. Everything in it is kept.
    </EmptyState>
  );
}

export default async function SessionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const viewer = await requireViewer();
  const params = await searchParams;
  const project = Number(textOf(params.project)) || null;
  const archived = params.archived === "1";
  const q = textOf(params.q);
  const [counts, installation, list] = await Promise.all([
    countSessions(viewer),
    describeInstallation(viewer),
    listSessions(viewer, { scope: project ? { projectId: project } : "mine", text: q, archived, cursor: textOf(params.cursor) }),
  ]);
  const tabs = [
    { label: "Mine", count: counts.mine, href: address({ archived, q }), isHere: project === null },
    ...counts.projects.map(({ id, name, count }) => ({
      label: name,
      count,
      href: address({ project: id, archived, q }),
      isHere: project === id,
    })),
  ];
  const sessions = list.rows.map((row) => ({ ...row, isOwn: row.owner.id === viewer.personId }));
  return (
    <>
      <PageHeader title="Sessions">
        <Button asChild variant="primary">
          <Link href="/sessions/new" role="button">
            <PlusIcon aria-hidden />
            New session
          </Link>
        </Button>
      </PageHeader>
      {installation.onlyDemo && (
        <Banner>
          <b className="font-semibold">Connect your agent.</b>
          <span>So far there is only the demo agent, which is scripted and has no model.</span>
          <Link href="/projects/new" className="ml-auto font-medium text-primary hover:underline">
            Connect a folder or an address
          </Link>
        </Banner>
      )}
      <PageBody>
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <SessionTabs tabs={tabs} />
          <SessionFilter />
          <Link href={address({ project, archived: !archived, q })} className="ml-auto text-primary hover:underline">
            {archived ? "Show active ones" : "Show archived"}
          </Link>
        </div>
        {sessions.length === 0 ? (
          <NothingHere isFiltered={q !== undefined} isArchived={archived} />
        ) : (
          <SessionRows sessions={sessions} now={Date.now()} verbs={verbs} />
        )}
        {list.next && (
          <div className="mt-4 flex justify-center">
            <Button asChild>
              <Link href={address({ project, archived, q, cursor: list.next })}>Show older ones</Link>
            </Button>
          </div>
        )}
      </PageBody>
      <LiveRefresh />
    </>
  );
}
