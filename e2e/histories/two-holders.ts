// Two servers on one database: the one that holds a session is frozen, another takes it over, and the first wakes up and must not write any more.
import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import { ADMIN, startApp, stopApp } from "@/e2e/app-process";
import { callAs } from "@/e2e/caller";
import { checkHistory } from "@/lib/testing/simulation/history-checker";
import { NotingBrowser } from "./noting-browser";
import type { ProgramWorld } from "./program-world";
import { toldHistory } from "./told-history";

const FIRST = '[slow 40] [repeat 30 view {"path":"README.md"}] look for a long while';
/** Longer than a lease. */
const patient = { timeout: 60_000, interval: 60 };

function until(what: string, isSo: () => boolean): Promise<void> {
  return vi.waitFor(() => {
    if (!isSo()) throw new Error(`not yet: ${what}`);
  }, patient);
}

/** What the checker finds once both have had their say; `epochs`: how often the session was claimed. */
export async function playTwoHolders(world: ProgramWorld): Promise<{ wrong: string[]; epochs: number }> {
  const sessionId = await world.newSession();
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  const here = world.newBrowser("at the first", sessionId);
  here.send(first, FIRST);
  await until("the first server records the turn", () => here.acknowledged.has(first) && world.truth.framesOf(sessionId).length > 6);
  world.freezeServer();
  const other = await startApp({ DATABASE_URL: world.database.url() });
  const browsers = [here];
  try {
    const { cookie } = await callAs(other.url, ADMIN);
    const port = Number(new URL(other.url).port);
    const there = new NotingBrowser({ name: "at the second", sessionId, port, origin: other.url, cookie });
    browsers.push(there);
    there.send(second, "who is there?");
    await until("the second server has the session", () => there.acknowledged.has(second));
    // Now there are two that take it for their own.
    await world.heal();
    here.send(third, "and here?");
    await until(
      "all that is waiting is answered",
      () => world.truth.framesOf(sessionId).filter((text) => text.includes('"type":"cost"')).length >= 2,
    );
    await until("the second has seen it", () => !there.hasUnsent);
    there.close();
  } finally {
    await stopApp(other);
  }
  await until("the first server has the session again", () => here.acknowledged.has(third));
  let wrong: string[] = [];
  const isRight = async () => {
    wrong = checkHistory(await toldHistory(world, sessionId, browsers)).map(({ kind, what }) => `${kind}: ${what}`);
    if (wrong.length > 0) throw new Error("not yet");
  };
  await vi.waitFor(isRight, patient).catch(() => {});
  here.close();
  const { rows } = await world.pool.query<{ epoch: number }>("SELECT epoch FROM session WHERE id = $1", [sessionId]);
  return { wrong, epochs: Number(rows[0]?.epoch) };
}
