/** What a verb of the server answers to a browser, also when nothing answers at all. */
import type { Refusal } from "./refusal";

/** A network may take everything and pass nothing on: the browser itself waits for minutes. */
const PATIENCE_MS = 30_000;

const notReached: Refusal = { code: "not_reached" };
const noAnswer: Refusal = {
  code: "not_reached",
  detail: "The dashboard has not answered. Whether it was done is not known: look before you try again.",
};

/**
 * The answer, or the refusal "not_reached": the server or the way to it is away, or a new one does not know this page's verbs any more.
 * Whether it was done is then not known.
 */
export function answered<A extends { ok: boolean }>(asked: Promise<A>): Promise<A | { ok: false; refusal: Refusal }> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ ok: false, refusal: noAnswer }), PATIENCE_MS);
    const settle = (answer: A | { ok: false; refusal: Refusal }) => {
      clearTimeout(timer);
      resolve(answer);
    };
    asked.then(settle, () => settle({ ok: false, refusal: notReached }));
  });
}
