// What a test begins with, made over HTTP and a socket instead of on pages: most tests are about something else than how it comes to be.
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import type { ProjectRole } from "@/lib/domain/viewer";
import { type Caller, callAs, newMember, type Person } from "./caller";
import { administrator, expectAwake, hideHints } from "./people";

/** The project on the demo agent, the first of an installation. */
const DEMO = 1;
const home = (): string => process.env.APP_URL ?? "";

/** Who signed in, once for all tests of this worker: every sign-in costs what its password must. */
let ofAdministrator: Promise<Caller> | null = null;

function asAdministrator(): Promise<Caller> {
  ofAdministrator ??= callAs(home(), administrator);
  return ofAdministrator;
}

async function giveCookies(page: Page, { cookie }: Caller): Promise<void> {
  await hideHints(page);
  const cookies = cookie.split("; ").map((pair) => pair.split(/=(.*)/s));
  await page.context().addCookies(cookies.map(([name = "", value = ""]) => ({ name, value, url: home() })));
}

/** The page is the administrator's, and has loaded nothing yet. One device for all tests: to sign it out, or to close others, takes a person of its own. */
export async function beAdministrator(page: Page): Promise<void> {
  await giveCookies(page, await asAdministrator());
}

/** A new person in the demo project, as this and nothing else; with a page, that page is theirs. */
export async function newColleague(name: string, roles: ProjectRole[], page?: Page): Promise<Person> {
  const person = { name, email: `colleague.${randomUUID()}@example.test`, password: "a-long-enough-password" };
  const caller = await newMember(await asAdministrator(), home(), person, DEMO, roles);
  if (page) await giveCookies(page, caller);
  return person;
}

/** A session of the administrator's on the demo agent that has been told this; gives its address. */
export async function madeSession(title: string): Promise<string> {
  const made = await (await asAdministrator()).act("createSessionAction", { projectId: DEMO, title });
  return `${home()}/sessions/${(made as { id: string }).id}`; // as: what the action gives; where it does not, the page says that there is no such session
}

/** The administrator's page on a new session, ready to be written to. */
export async function openSession(page: Page, title: string): Promise<string> {
  await beAdministrator(page);
  const url = await madeSession(title);
  await page.goto(url);
  await expectAwake(page);
  return url;
}

type Batch = { events: { payload: { ends?: unknown } }[] };

/** Sends all of it to a session that no page shows, and waits until so many turns have ended: all, unless it is told otherwise. */
export async function tellSession(url: string, texts: readonly string[], { ended = texts.length } = {}): Promise<void> {
  const sessionId = url.split("/").at(-1);
  const socket = await (await asAdministrator()).open();
  let ends = 0;
  socket.on("session:events", ({ events }: Batch, received: () => void) => {
    ends += events.filter(({ payload }) => payload.ends).length;
    received();
  });
  const ask = (event: string, payload: object) => socket.timeout(10_000).emitWithAck(event, payload);
  expect(await ask("session:join", { sessionId, afterSeq: 0 })).toMatchObject({ ok: true });
  for (const text of texts) expect(await ask("session:send", { sessionId, messageId: randomUUID(), text })).toMatchObject({ ok: true });
  await expect.poll(() => ends, { timeout: 90_000 }).toBe(ended);
  socket.disconnect();
}
