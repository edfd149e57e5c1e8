/** What has to follow upon something that is done already: tried until it goes well, and no reason to say that the rest failed. */
import { callAfter } from "./call-after";
import { logger } from "./logger";
import { isRefusedByDatabase } from "./storage-away";

const AGAIN_MS = 1_000;

/** Resolves after the first try, however it went; never rejects. A mistake of ours is made once. `what` names it in the log: "a change of sessions could not be told". */
export async function untilDone(what: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (err) {
    if (isRefusedByDatabase(err)) return logger.error({ err }, what);
    logger.warn({ err }, `${what}; it is tried again`);
    callAfter(AGAIN_MS, () => void untilDone(what, act));
  }
}
