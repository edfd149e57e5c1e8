import { Moment } from "@/components/ui/moment";
import { countOf } from "@/lib/domain/text/count-of";
import { refusedWords, targetWords, whoWords } from "./refused-words";

export type RefusedAttempt = {
  at: number;
  person: { id: number; name: string } | null;
  address: string;
  roles: string;
  requestId: string;
  action: string;
  target: string;
  count: number;
};

function Attempt({ attempt, now }: { attempt: RefusedAttempt; now: number }) {
  const { at, action, target, requestId, count } = attempt;
  return (
    <li className="flex gap-3 border-b px-3 py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">{refusedWords(action)}</p>
        <p className="text-xs wrap-anywhere text-muted-foreground">
          {whoWords(attempt)}
          {target ? <span title={target}> · {targetWords(target)}</span> : null}
          {requestId ? (
            <span title="Of the first in this minute. The answer had it as X-Request-Id.">
              {" "}
              · request <span className="font-mono">{requestId}</span>
            </span>
          ) : null}
        </p>
      </div>
      <p className="shrink-0 text-right text-xs whitespace-nowrap text-muted-foreground tabular-nums">
        <Moment at={at} now={now} />
        <span className="block">{countOf(count, "time")}</span>
      </p>
    </li>
  );
}

/** What was refused lately, and to whom: the newest first. */
export function RefusedAttempts({ attempts, now }: { attempts: readonly RefusedAttempt[]; now: number }) {
  return (
    <section aria-labelledby="refused" className="mt-8">
      <h2 id="refused" className="text-md font-semibold">
        Refused attempts
      </h2>
      <p className="mt-0.5 mb-2 max-w-(--column) text-xs text-muted-foreground">
        Wrong sign-ins, and what somebody tried without the right to it, in the last 30 days; the newest 50. What is the same within a
        minute is one row, with the roles and the request of the first. A page that was open while rights changed may be among them.
      </p>
      {attempts.length === 0 ? (
        <p className="rounded-lg border bg-card px-3 py-3 text-muted-foreground">Nothing was refused.</p>
      ) : (
        <ul className="rounded-lg border bg-card">
          {attempts.map((attempt) => (
            <Attempt
              key={`${attempt.at} ${attempt.person?.id} ${attempt.address} ${attempt.action} ${attempt.target}`}
              attempt={attempt}
              now={now}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
