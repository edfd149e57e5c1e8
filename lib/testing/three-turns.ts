/** A log of three turns, the second with two calls, and stretches of it as a page has them. */
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import { baseBefore, foldWindow, type Stretch } from "@/lib/domain/transcript/transcript-window";
import { called, cost, numbered, returned, sent } from "./log-facts";

const log = numbered([
  sent(1),
  cost(1, "1"),
  sent(2),
  called(2, "a"),
  returned(2, "a"),
  called(2, "b"),
  returned(2, "b"),
  cost(2, "2"),
  sent(3),
  cost(3, "3"),
]);

/** Its events from one seq to another, both included. */
export function part(from: number, to: number): Stretch {
  const before = log.filter(({ seq, kind }) => seq < from && /sent|usage/.test(kind));
  return foldWindow({ base: from === 1 ? emptyTranscript : baseBefore(from, before), events: log.slice(from - 1, to) });
}
