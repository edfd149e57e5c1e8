/** What a verb of the server answers to a browser, also when nothing answers at all. */
import type { Refusal } from "./refusal";

/**
 * The answer, or the refusal "not_reached": the server or the way to it is away, or a new one does not know this page's verbs any more.
 * Whether it was done is then not known.
 */
export async function answered<A extends { ok: boolean }>(asked: Promise<A>): Promise<A | { ok: false; refusal: Refusal }> {
  try {
    return await asked;
  } catch {
    return { ok: false, refusal: { code: "not_reached" } };
  }
}
