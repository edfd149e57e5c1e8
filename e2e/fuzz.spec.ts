// 35: bad requests, calls and events for a while, from people of one project, with another project beside it: nothing falls, and nothing leaks.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { chanceOf } from "@/lib/testing/seeded-chance";
import { type App, appPids, residentKib, startApp, stopApp } from "./app-process";
import type { KnownIds } from "./bad-input";
import { ask, type Caller, callAs, newPerson } from "./caller";
import { Fuzz } from "./fuzz-lanes";
import { administrator } from "./people";

const seconds = Number(process.env.FUZZ_SECONDS ?? 5);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_127);
/** Stands in everything of the other project, and in nothing that is sent. */
const CANARY = "zq-canary";

/** What is kept for ever fills a heap of this size in minutes, and then the process ends. */
const HEAP_MB = 192;

let app: App;
// What was found once is found: another try would only take longer.
test.describe.configure({ retries: 0 });
test.beforeAll(async () => {
  app = await startApp({ NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` });
});
test.afterAll(() => stopApp(app));

const idOf = (answer: unknown): number => (answer as { id: number }).id; // as: an action that made something gives its id
const megabytes = (pid: number): number => residentKib(pid) / 1_024;

async function say(owner: Caller, sessionId: string, text: string): Promise<void> {
  const socket = await owner.open();
  // Listened to before joining: what comes right behind the answer would be missed, and the next waits until it was received.
  const answered = new Promise<void>((resolve) =>
    socket.on("session:events", ({ events }: { events: { kind: string }[] }, received: () => void) => {
      received();
      if (events.some(({ kind }) => kind === "usage_reported")) resolve();
    }),
  );
  const emit = (event: string, payload: object) => socket.timeout(10_000).emitWithAck(event, payload);
  expect(await emit("session:join", { sessionId, afterSeq: 0 })).toMatchObject({ ok: true });
  expect(await emit("session:send", { sessionId, messageId: crypto.randomUUID(), text })).toMatchObject({ ok: true });
  await answered;
  socket.close();
}

/** Two projects: in one those who attack, with a session each; in the other everything carries the canary. */
async function world(): Promise<{ attackers: Caller[]; owner: Caller; theirs: string; ids: KnownIds }> {
  const admin = await callAs(app.url, administrator);
  const person = (name: string, email: string) =>
    newPerson(admin, app.url, { name, email: `${email}@example.test`, password: "several unrelated words" });
  const [one, two, other] = await Promise.all([person("One", "one"), person("Two", "two"), person(`${CANARY} person`, `${CANARY}-mail`)]);
  const project = async (name: string, people: { id: number }[]) => {
    const members = people.map(({ id }) => ({ personId: id, roles: ["developer"] }));
    return idOf(await admin.act("createProjectAction", { name, upstream: { kind: "demo" }, members }));
  };
  const [own, foreign] = [await project("Ours", [one, two]), await project(`${CANARY} project`, [other])];
  const session = async ({ caller }: { caller: Caller }, projectId: number, title: string) =>
    String(idOf(await caller.act("createSessionAction", { projectId, title })));
  const theirs = await session(other, foreign, `${CANARY} title`);
  await say(other.caller, theirs, `[tool view {"path":"${CANARY}-file.ts"}] ${CANARY} text`);
  const sessions = [await session(one, own, "Mine"), await session(two, own, "Mine too"), theirs];
  return {
    attackers: [one.caller, two.caller],
    owner: other.caller,
    theirs,
    ids: { sessions, projects: [own, foreign], people: [one.id, two.id, other.id] },
  };
}

test("35: bad requests, calls and events: no crash, no fault, not a byte of a foreign project, and memory stays flat", async () => {
  test.setTimeout((seconds + 90) * 1_000);
  const { attackers, owner, theirs, ids } = await world();
  const { server } = appPids(app);
  const read = async () => (await owner.get(`/api/sessions/${theirs}/events?before=99`)).text;
  const before = await read();
  for (const what of [`${CANARY} title`, `${CANARY} text`, `${CANARY}-file.ts`]) expect(before).toContain(what);

  const fuzz = new Fuzz({ url: app.url, ids, attackers, canary: CANARY, chanceOf: (lane) => chanceOf(seed + lane * 7_919) });
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(megabytes(server)), 250);
  await fuzz.run(seconds * 1_000);
  clearInterval(watch);

  const third = Math.ceil(memory.length / 3);
  const peaks = [0, 1, 2].map((no) => Math.round(Math.max(0, ...memory.slice(no * third, (no + 1) * third))));
  process.stdout.write(`fuzz: seed ${seed}, ${seconds} s, ${fuzz.summary()}, memory by thirds ${peaks.join(", ")} MB\n`);
  expect(fuzz.violations, `seed ${seed}`).toEqual([]);
  expect(appPids(app).server, "the same process").toBe(server);
  expect((await ask(app.url, "/livez")).status).toBe(200);
  expect(await read()).toBe(before);
  const faults = readFileSync(app.logFile, "utf8")
    .split("\n")
    .filter((line) => /"level":"(error|fatal)"/.test(line));
  expect(faults).toEqual([]);
  expect((peaks[2] ?? 0) - (peaks[1] ?? 0), "MB more in the last third").toBeLessThan(100);
});
