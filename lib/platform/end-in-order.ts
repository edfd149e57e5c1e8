/** Ends the process in order when it is told to: once, within a limit, and at once when somebody insists. */
import { logger } from "./logger";

/** Everything together ends within ten seconds; the starting command waits a little longer than this. */
const LIMIT_MS = 9_000;
/** One wish to end may arrive twice: from the terminal and from the program that started us. */
const SAME_WISH_MS = 1_000;

/** A promise that failed and that nobody listened to concerns what it was for: the process goes on, and says so. */
export function outliveRejections(): void {
  process.on("unhandledRejection", (err) => logger.error({ err }, "a promise was rejected and nobody listened"));
}

/**
 * Runs `close` at SIGTERM, SIGINT or when the starting process is gone, and exits. The same after an exception that nobody caught: what it left
 * half done is not known, so nothing new is begun on it; the exit code is 1 then. Gives whether the end has begun.
 */
export function endInOrder(close: () => Promise<void>): () => boolean {
  let since: number | null = null;
  const begin = (reason: string, code = 0) => {
    since = performance.now();
    logger.info({ reason }, "stopping");
    setTimeout(() => {
      logger.error("not everything could be stopped in time");
      process.exit(1);
    }, LIMIT_MS).unref();
    close().then(
      () => process.exit(code),
      (err: unknown) => {
        logger.error({ err }, "the server did not stop in order");
        process.exit(1);
      },
    );
  };
  const onSignal = (signal: string) => {
    if (since === null) begin(signal);
    else if (performance.now() - since > SAME_WISH_MS) process.exit(1);
  };
  process.on("uncaughtException", (err) => {
    logger.fatal({ err }, "an exception that nobody caught");
    if (since === null) begin("an exception that nobody caught", 1);
  });
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  const onGone = () => since === null && begin("the starting process is gone");
  process.on("disconnect", onGone);
  // It may have gone before anybody listened; a process that nobody holds a line to has no such state at all.
  if (process.connected === false) onGone();
  return () => since !== null;
}
