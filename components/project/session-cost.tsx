/** A session as those see it who may know what it cost and nothing of what was said in it. */

import type { ReactNode } from "react";
import { Ago } from "@/components/ui/ago";
import { formatUsd } from "@/components/ui/format";
import { Link } from "@/components/ui/reach/link";
import { SessionStatePill } from "@/components/ui/session-state-pill";
import type { SessionState } from "@/lib/domain/sessions/session-state";
import { countOf } from "@/lib/domain/text/count-of";

export type ShownCost = {
  id: string;
  owner: { name: string };
  project: { name: string };
  isDemo: boolean;
  state: SessionState;
  costNano: string;
  unknownCostTurns: number;
  turnCount: number;
  activeAt: number;
  createdAt: number;
};

/** An amount, and beside it the turns that are not in it. */
export function Amount({ costNano, unknownCostTurns, isDemo }: Pick<ShownCost, "costNano" | "unknownCostTurns" | "isDemo">) {
  const isUnknown = costNano === "0" && unknownCostTurns > 0;
  return (
    <>
      <span className={isDemo || isUnknown ? "tabular-nums" : "font-medium text-cost tabular-nums"}>
        {isUnknown ? "cost unknown" : formatUsd(costNano)}
      </span>
      {isDemo && !isUnknown ? <span className="text-muted-foreground"> play money</span> : null}
      {unknownCostTurns > 0 && !isUnknown ? (
        <span className="block text-xs text-muted-foreground">and {countOf(unknownCostTurns, "turn")} whose cost is unknown</span>
      ) : null}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 border-b px-3.5 py-2.5 last:border-b-0">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 text-right wrap-anywhere">{children}</dd>
    </div>
  );
}

/** One session's cost, and what it is the cost of. */
export function SessionCostFacts({ session, now }: { session: ShownCost; now: number }) {
  return (
    <dl className="rounded-lg border bg-card">
      <Fact name="Cost">
        <Amount {...session} />
      </Fact>
      <Fact name="Turns">{session.turnCount.toLocaleString("en")}</Fact>
      <Fact name="State">
        <SessionStatePill state={session.state} />
      </Fact>
      <Fact name="Person">{session.owner.name}</Fact>
      <Fact name="Project">{session.project.name}</Fact>
      <Fact name="Started">
        <Ago at={session.createdAt} now={now} />
      </Fact>
      <Fact name="Last active">
        <Ago at={session.activeAt} now={now} />
      </Fact>
    </dl>
  );
}

/** `title` is there for those who may read the session; `opens`: its page is there too, or what those see of it who see cost alone. */
export type ListedCost = ShownCost & { title: string | null; opens: boolean };

function CostName({ session: { id, title, owner, opens } }: { session: ListedCost }) {
  const name = title ?? owner.name;
  if (!opens) return name;
  return (
    <Link href={`/sessions/${id}`} className="after:absolute after:inset-0">
      {name}
    </Link>
  );
}

/** A project's sessions, each by its title or else by whose it is, and when; the row is the link. */
export function SessionCostList({ sessions, now }: { sessions: readonly ListedCost[]; now: number }) {
  return (
    <ul className="rounded-lg border bg-card">
      {sessions.map((session) => (
        <li
          key={session.id}
          className="relative flex items-baseline justify-between gap-x-4 border-b px-3.5 py-2.5 last:border-b-0 focus-within:bg-accent/50 has-[a]:hover:bg-accent/50"
        >
          <div className="min-w-0">
            <p className="font-medium wrap-anywhere">
              <CostName session={session} />
            </p>
            <p className="text-xs text-muted-foreground">
              {session.title === null ? "" : `${session.owner.name} · `}
              {countOf(session.turnCount, "turn")} · last active <Ago at={session.activeAt} now={now} />
            </p>
          </div>
          <span className="max-w-1/2 shrink-0 text-right">
            <Amount {...session} />
          </span>
        </li>
      ))}
    </ul>
  );
}
