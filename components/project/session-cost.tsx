/** A session as those see it who may know what it cost and nothing of what was said in it. */

import type { ReactNode } from "react";
import { formatUsd } from "@/components/ui/format";
import { Link } from "@/components/ui/link";
import { Moment } from "@/components/ui/moment";
import { SessionStatePill } from "@/components/ui/session-state-pill";
import type { SessionState } from "@/lib/domain/session-state";
import { countOf } from "@/lib/domain/tool-text";

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
        <Moment at={session.createdAt} now={now} />
      </Fact>
      <Fact name="Last active">
        <Moment at={session.activeAt} now={now} />
      </Fact>
    </dl>
  );
}

/** A project's sessions, each by whose it is and when; the row is the link. */
export function SessionCostList({ sessions, now }: { sessions: readonly ShownCost[]; now: number }) {
  return (
    <ul className="rounded-lg border bg-card">
      {sessions.map((session) => (
        <li
          key={session.id}
          className="relative flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b px-3.5 py-2.5 last:border-b-0 focus-within:bg-accent/50 hover:bg-accent/50"
        >
          <Link href={`/sessions/${session.id}`} className="min-w-0 font-medium wrap-anywhere after:absolute after:inset-0">
            {session.owner.name}
          </Link>
          <span className="text-xs text-muted-foreground">
            {countOf(session.turnCount, "turn")} · last active <Moment at={session.activeAt} now={now} />
          </span>
          <span className="ml-auto text-right">
            <Amount {...session} />
          </span>
        </li>
      ))}
    </ul>
  );
}
