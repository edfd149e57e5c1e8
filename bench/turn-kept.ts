// A turn in which an agent calls one tool after the other, here and at a peer: what a page that is opened anew has of it, and what is left of it after the
// server was killed in its middle and started again.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ADMIN, type App, restartApp, serverPid } from "@/e2e/app-process";
import { callAs } from "@/e2e/caller";
import { NotingBrowser } from "@/e2e/histories/noting-browser";
import { endAll } from "@/lib/bridge/agents/end-processes";
import type { ProcessRow } from "@/lib/bridge/agents/process-row";
import { listProcesses, withDescendants } from "@/lib/bridge/agents/process-tree";
import type { PeerPage, PeerProgram } from "./peer-program";
import type { ScriptedClaude } from "./scripted-claude";

/** Calls and results, each by the number of its call. */
const ENOUGH = 20;
/** Between the kill and the next start, and after that until somebody looks. */
const AWAY_MS = 5_000;
const LOOK_MS = 50;

export type Kept = {
  /** Of what was seen before, how much a page that was opened in the middle of the turn has. */
  reload: { seen: number; there: number };
  /** The same of a page that was opened after the kill and the next start. */
  killed: { seen: number; there: number };
  /** What that page says of the turn. */
  told: string;
  /** How many of the agent's processes ran on without a server, before the next start, and how many of them after it. */
  orphans: number;
  left: number;
};

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(LOOK_MS);
}

const within = (seen: ReadonlySet<string>, there: ReadonlySet<string>) => ({
  seen: seen.size,
  there: [...seen].filter((one) => there.has(one)).length,
});

const descendants = async (pid: number): Promise<ProcessRow[]> => {
  const rows = await listProcesses();
  return withDescendants(
    rows,
    rows.filter((row) => row.parent === pid),
  );
};

/** Those of them that still run. */
async function stillRunning(before: readonly ProcessRow[]): Promise<number[]> {
  const now = await listProcesses();
  const isThere = ({ pid, startTicks }: ProcessRow) => now.some((row) => row.pid === pid && row.startTicks === startTicks);
  return before.filter(isThere).map(({ pid }) => pid);
}

export async function theirTurn(peer: PeerProgram, model: ScriptedClaude, project: string): Promise<Kept> {
  const sessionId = await peer.newSession(project);
  const page: PeerPage = await peer.open(sessionId);
  page.send("work on");
  await until(() => page.seen.size >= ENOUGH);
  const atReload = new Set(page.seen);
  const anew = await peer.open(sessionId);
  await wait(AWAY_MS / 10);
  const reload = within(atReload, anew.seen);
  const agents = await descendants(peer.program.pid);
  try {
    peer.program.signal("SIGKILL");
    const seen = new Set(page.seen);
    await wait(AWAY_MS);
    const orphans = (await stillRunning(agents)).length;
    await peer.start(model.url);
    const after = await peer.open(sessionId);
    await wait(AWAY_MS);
    const left = (await stillRunning(agents)).length;
    for (const one of [page, anew, after]) one.close();
    return { reload, killed: within(seen, after.seen), told: wordsOf(after), orphans, left };
  } finally {
    await endAll(await stillRunning(agents), AWAY_MS);
  }
}

function wordsOf({ isProcessing, told }: PeerPage): string {
  const ends = [...told].filter((kind) => /error|abort|interrupt|complete/.test(kind)).join(", ");
  return isProcessing ? "it goes on" : `nothing runs, ${ends || "and not a word that it was broken off"}`;
}

/** Kind and number of every call and result that it was shown. */
function callsOf(browser: NotingBrowser): { seen: Set<string>; isInterrupted: boolean } {
  const events: [string, number | null, { toolId?: string }][] = browser.stays.flatMap(({ shown }) =>
    shown.map(({ text }) => JSON.parse(text)),
  );
  const calls = events.filter(([kind]) => kind === "tool_called" || kind === "tool_returned");
  return {
    seen: new Set(calls.map(([kind, , { toolId }]) => `${kind} ${toolId}`)),
    isInterrupted: events.some(([kind]) => kind === "turn_interrupted"),
  };
}

export async function ourTurn(app: App): Promise<Kept> {
  const caller = await callAs(app.url, ADMIN);
  const made = await caller.act("createSessionAction", { projectId: 1, title: "A turn" });
  const { id: sessionId } = made as { id: string }; // as: what the action gives; else nothing can be joined, and the bench ends with that
  const port = Number(new URL(app.url).port);
  const open = (name: string) => new NotingBrowser({ name, sessionId, port, origin: app.url, cookie: caller.cookie });
  const page = open("first");
  page.send(randomUUID(), '[slow 300] [repeat 1000 view {"path":"README.md"}] work on');
  await until(() => callsOf(page).seen.size >= ENOUGH);
  const atReload = callsOf(page).seen;
  const anew = open("anew");
  await wait(AWAY_MS / 10);
  const reload = within(atReload, callsOf(anew).seen);
  const agents = await descendants(serverPid(app));
  process.kill(serverPid(app), "SIGKILL");
  const seen = callsOf(page).seen;
  await wait(AWAY_MS);
  const orphans = (await stillRunning(agents)).length;
  await restartApp(app);
  const after = open("after");
  await wait(AWAY_MS);
  const kept = callsOf(after);
  for (const one of [page, anew, after]) one.close();
  const told = kept.isInterrupted ? "it was interrupted" : `it is ${after.state}`;
  const left = (await stillRunning(agents)).length;
  return { reload, killed: within(seen, kept.seen), told, orphans, left };
}
