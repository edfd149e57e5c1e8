import { formatMoment, formatWhen } from "@/components/ui/format";
import { countOf } from "@/lib/domain/tool-text";
import { refusedWords, targetWords } from "./refused-words";

export type RefusedAttempt = {
  at: number;
  person: { id: number; name: string } | null;
  address: string;
  action: string;
  target: string;
  count: number;
};

function whoWords({ person, address }: RefusedAttempt): string {
  const from = address ? `from ${address}` : "";
  if (!person) return from ? `Somebody ${from}` : "Several";
  return from ? `${person.name}'s account, ${from}` : person.name;
}

/** What was refused lately, and to whom: the newest first. */
export function RefusedAttempts({ attempts, now }: { attempts: readonly RefusedAttempt[]; now: number }) {
  return (
    <section aria-labelledby="refused" className="mt-8">
      <h2 id="refused" className="text-md font-semibold">
        Refused attempts
      </h2>
      <p className="mt-0.5 mb-2 text-xs text-muted-foreground">
        Wrong sign-ins, and what somebody tried without the right to it, in the last 30 days; the newest 50. A page that was open while
        rights changed may be among them.
      </p>
      {attempts.length === 0 ? (
        <p className="rounded-lg border bg-card px-3 py-3 text-muted-foreground">Nothing was refused.</p>
      ) : (
        <ul className="rounded-lg border bg-card">
          {attempts.map((attempt) => (
            <li
              key={`${attempt.at} ${attempt.person?.id} ${attempt.address} ${attempt.action} ${attempt.target}`}
              className="flex gap-3 border-b px-3 py-2 last:border-b-0"
            >
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere">{refusedWords(attempt.action)}</p>
                <p className="text-xs wrap-anywhere text-muted-foreground">
                  {whoWords(attempt)}
                  {attempt.target ? <span title={attempt.target}> · {targetWords(attempt.target)}</span> : null}
                </p>
              </div>
              <p
                className="shrink-0 text-right text-xs whitespace-nowrap text-muted-foreground tabular-nums"
                title={formatMoment(attempt.at)}
              >
                {formatWhen(attempt.at, now)}
                <span className="block">{countOf(attempt.count, "time")}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
