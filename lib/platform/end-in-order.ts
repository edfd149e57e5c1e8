/** Ends the process in order when it is told to: once, within a limit, and at once when somebody insists. */
import { logger } from "./logger";

/** Everything together ends within ten seconds; the starting command waits a little longer than this. */
const LIMIT_MS = 9_000;
/** One wish to end may arrive twice: from the terminal and from the program that started us. */
const SAME_WISH_MS = 1_000;

/** Runs `close` at SIGTERM, SIGINT or when the starting process is gone, and exits. Gives whether the end has begun. */
export function endInOrder(close: () => Promise<void>): () => boolean {
  let since: number | null = null;
  const begin = (reason: string) => {
    since = Date.now();
    logger.info({ reason }, "stopping");
    setTimeout(() => {
      logger.error("not everything could be stopped in time");
      process.exit(1);
    }, LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, "the server did not stop in order");
        process.exit(1);
      },
    );
  };
  const onSignal = (signal: string) => {
    if (since === null) begin(signal);
    else if (Date.now() - since > SAME_WISH_MS) process.exit(1);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  process.on("disconnect", () => since === null && begin("the starting process is gone"));
  return () => since !== null;
}
