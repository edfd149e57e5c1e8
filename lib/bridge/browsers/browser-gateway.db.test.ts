import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { readEvents } from "@/lib/event-log/read-events";
import { writeRefusedAttempts } from "@/lib/platform/refused-attempts";
import { type ChannelEvent, type ChannelPayload, channelPayloads } from "@/lib/protocol/browser-channel";
import { freshAttempts } from "@/lib/testing/db/fresh-attempts";
import { storeDevice, storePerson } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { cookieOf, FakeBrowser, patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;

/** Something of ours throws what nobody foresaw. */
let isBroken = false;

beforeEach(async () => {
  isBroken = false;
  const look = (deviceId: string) => {
    if (isBroken) throw new TypeError("Cannot read properties of undefined");
    return viewerOfDevice(deviceId);
  };
  bridge = await startTestBridge({ viewerOfDevice: look });
  watched = await storeWatchedSession(bridge);
});
afterEach(() => bridge.close());

type Payloads = { [E in ChannelEvent]: ChannelPayload<E> };
const payloadsOf = (sessionId: string): Payloads => ({
  "session:join": { sessionId, afterSeq: 0 },
  "session:send": { sessionId, messageId: randomUUID(), text: "hello" },
  "session:stop": { sessionId },
  "session:command": { sessionId, command: "info", args: [] },
  "session:answer": { sessionId, id: "q", action: "decline" },
  "session:retry": { sessionId },
  "queue:edit": { sessionId, messageId: randomUUID(), text: "hello" },
  "queue:move": { sessionId, messageId: randomUUID(), before: null },
  "queue:remove": { sessionId, messageId: randomUUID() },
  "queue:send-now": { sessionId, messageId: randomUUID() },
  "processes:end": { sessionId },
  "sessions:watch": {},
  "agents:probe": { kind: "external", url: "ws://127.0.0.1:1" },
  "agents:find": {},
});
const names = Object.keys(channelPayloads) as ChannelEvent[]; // as: Object.keys widens the literal keys to string
/** Asking for hints is nobody's secret. */
const harmless: ChannelEvent[] = ["sessions:watch"];
const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });
const logged = async () => (await readEvents(pool, watched.sessionId, { after: 0 })).map((event) => event.kind);

describe("who may come", () => {
  test.each<[string, () => Promise<string | null>]>([
    ["nobody signed in", async () => null],
    ["a device that is none", () => cookieOf(randomUUID())],
    ["a forged cookie", async () => `${(await cookieOf(watched.owner.deviceId)).slice(0, -4)}AAAA`],
    ["a device that was signed out", async () => cookieOf(await storeDevice(watched.owner.personId, { revokedAt: new Date() }))],
    ["a disabled person", async () => cookieOf(await storeDevice((await storePerson({ name: "Dora", disabled: true })).id))],
  ])("not %s", async (_who, cookie) => {
    const browser = new FakeBrowser(bridge.port, await cookie(), "at once");
    expect(await browser.connect()).toEqual({ code: "unauthenticated" });
    expect(browser.socket.connected).toBe(false);
  });

  test("twenty pages of one person, and the next when one is closed", async () => {
    const { deviceId } = watched.owner;
    const pages = await Promise.all(Array.from({ length: 20 }, () => bridge.browse(deviceId)));
    const next = async () => {
      const browser = new FakeBrowser(bridge.port, await cookieOf(deviceId), "at once");
      const outcome = await browser.connect();
      browser.close();
      return outcome;
    };
    expect(await next()).toMatchObject({ code: "too_many_requests" });
    await bridge.browse(watched.reviewer.deviceId);
    pages[0]?.close();
    await vi.waitFor(async () => expect(await next()).toBe("connected"), patience);
  });
});

describe("who may do what", () => {
  test.each(names.filter((name) => !harmless.includes(name)))("%s: forbidden looks like unknown, and nothing happens", async (event) => {
    const browser = await bridge.browse(watched.stranger.deviceId);
    const forbidden = await browser.ask(event, payloadsOf(watched.sessionId)[event]);
    const unknown = await browser.ask(event, payloadsOf(randomUUID())[event]);
    expect(forbidden).toEqual({ ok: false, refusal: { code: "not_found" } });
    expect(unknown).toEqual(forbidden);
    expect(await logged()).toEqual([]);
  });

  test("a reviewer reads, and drives nothing", async () => {
    await freshAttempts(pool);
    const browser = await bridge.browse(watched.reviewer.deviceId);
    const mayRead: ChannelEvent[] = ["session:join", ...harmless];
    const answers = await Promise.all(
      names.map(async (event) => [event, (await browser.ask(event, payloadsOf(watched.sessionId)[event])).ok]),
    );
    expect(answers.filter(([, ok]) => ok).map(([event]) => event)).toEqual(names.filter((name) => mayRead.includes(name)));
    // Looking on starts no agent.
    expect(await logged()).toEqual([]);
    // What was refused is written down: who, what, on what, and over which connection.
    await writeRefusedAttempts();
    const { rows } = await pool.query("SELECT action, target, roles, address, request_id FROM refused_attempt");
    expect(rows[0]?.request_id).toMatch(/^[\w-]{12}$/);
    const whoAndWhence = { roles: expect.stringMatching(/^reviewer \d+$/), address: "127.0.0.1", request_id: rows[0]?.request_id };
    const noted = (action: string, target = watched.sessionId) => ({ ...whoAndWhence, action, target });
    for (const action of ["send", "stop", "command", "answer", "queue", "end-processes"])
      expect(rows).toContainEqual(noted(`session:${action}`));
    expect(rows).toContainEqual(noted("agents:connect", ""));
  });

  test("the owner and a reviewer see the same log, and each other", async () => {
    const owner = await bridge.browse(watched.owner.deviceId);
    const reviewer = await bridge.browse(watched.reviewer.deviceId);
    const { sessionId } = watched;
    await owner.ask("session:join", { sessionId, afterSeq: 0 });
    await reviewer.ask("session:join", { sessionId, afterSeq: 0 });
    expect(await owner.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" })).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect(await logged()).toContain("usage_reported"), patience);
    const all = (await readEvents(pool, sessionId, { after: 0 })).map((event) => event.seq);
    await vi.waitFor(() => expect([owner.seqs(sessionId), reviewer.seqs(sessionId)]).toEqual([all, all]), patience);
    const late = await bridge.browse(watched.reviewer.deviceId);
    await late.ask("session:join", { sessionId, afterSeq: 2 });
    await vi.waitFor(() => expect(late.seqs(sessionId)).toEqual(all.slice(2)), patience);
    expect(
      owner.statuses
        .at(-1)
        ?.viewers.map((viewer) => viewer.name)
        .sort(),
    ).toEqual(["Ada", "Rosa"]);
  });
});

describe("nonsense", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`);
  const bodies: [string, unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["an array", []],
    ["a text", "x"],
    ["a number", 42],
    ["true", true],
    ["a deep object", deep],
    ["its own prototype", JSON.parse('{"__proto__":{"sessionId":"x"},"constructor":null}')],
    ["fields of wrong types", { sessionId: { $ne: null }, messageId: 5, text: [], afterSeq: -1, kind: "demo", id: {}, action: "x" }],
  ];

  test.each(names)("%s is answered with a refusal, whatever comes with it", async (event) => {
    const browser = await bridge.browse(watched.owner.deviceId);
    for (const [what, body] of bodies) {
      const isObject = typeof body === "object" && body !== null && !Array.isArray(body) && body !== deep;
      const takesAnything = (event === "sessions:watch" || event === "agents:find") && isObject;
      const answer = await (body === undefined ? browser.askRaw(event) : browser.askRaw(event, body));
      if (!takesAnything) expect(answer, what).toEqual(refusal("invalid_payload"));
    }
    expect(browser.socket.connected).toBe(true);
  });

  test("no random payload is an error of ours", { retry: 0 }, async () => {
    const browser = await bridge.browse(watched.stranger.deviceId);
    const codes: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (event, body) => {
        const answer = await browser.askRaw(event, body);
        codes.push(JSON.stringify(answer));
        expect(answer).not.toEqual(refusal("internal"));
      }),
      { numRuns: 50 },
    );
    expect(codes).toHaveLength(50);
  });

  test.each(["", "__proto__", "constructor", "toString", "hasOwnProperty", "error", "session:join ", "SESSION:JOIN"])(
    "event %j",
    async (event) => {
      const browser = await bridge.browse(watched.owner.deviceId);
      expect(await browser.askRaw(event, {})).toEqual(refusal("invalid_payload"));
      browser.socket.emit(event as "sessions:watch", {} as never, undefined as never); // as: a name and arguments that the types forbid
      expect(await browser.ask("sessions:watch", {})).toEqual({ ok: true });
    },
  );

  test("a fault of ours while one event is handled is that event's alone", async () => {
    const { sessionId, owner } = watched;
    const browser = await bridge.browse(owner.deviceId);
    isBroken = true;
    const answers = await Promise.all([
      browser.ask("session:join", { sessionId, afterSeq: 0 }),
      browser.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" }),
    ]);
    expect(answers).toEqual([refusal("internal"), refusal("internal")]);
    isBroken = false;
    expect(await browser.ask("session:join", { sessionId, afterSeq: 0 })).toMatchObject({ ok: true });
    expect(browser.closing).toBeNull();
  });

  test("deeper than any stack, past what a client library would send", async () => {
    const browser = await bridge.browse(watched.owner.deviceId);
    const { sessionId } = watched;
    const body = `{"sessionId":"${sessionId}","id":"q","action":"accept","content":{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
    browser.socket.io.engine.write(`2999["session:answer",${body}]`);
    expect(await browser.ask("sessions:watch", {})).toEqual({ ok: true });
  });

  test("an answer field that a form could not have is refused, not carried on", async () => {
    const browser = await bridge.browse(watched.owner.deviceId);
    const content = { field: deep };
    expect(await browser.askRaw("session:answer", { sessionId: watched.sessionId, id: "q", action: "accept", content })).toEqual(
      refusal("invalid_payload"),
    );
  });
});

describe("too much", () => {
  test("a packet above 64 KiB, a message above 256 KiB, and anything above the wire's limit", async () => {
    const browser = await bridge.browse(watched.owner.deviceId);
    const { sessionId } = watched;
    const args = Array.from({ length: 40 }, () => "x".repeat(1_900));
    expect(await browser.ask("session:command", { sessionId, command: "info", args })).toEqual(refusal("invalid_payload"));
    const send = (text: string) => browser.ask("session:send", { sessionId, messageId: randomUUID(), text });
    expect(await send("ü".repeat(131_073))).toEqual(refusal("message_too_long"));
    expect(await send("\u0001".repeat(262_144))).toMatchObject({ ok: true });
    browser.socket.emit("session:stop", { sessionId: "x".repeat(2_200_000) }, () => {});
    await browser.untilCut();
  });

  test("anything binary cuts the connection", async () => {
    for (const body of [Buffer.from("x"), { a: { b: [new Uint8Array(3)] } }]) {
      const browser = await bridge.browse(watched.owner.deviceId);
      browser.askRaw("session:send", body).catch(() => {});
      await browser.untilCut();
    }
  });

  test("a flood is answered, and calm after it is served", async () => {
    const browser = await bridge.browse(watched.owner.deviceId);
    const look = () => browser.ask("sessions:watch", {});
    const answers = await Promise.all(Array.from({ length: 150 }, look));
    expect(answers).toContainEqual(refusal("too_many_requests"));
    expect(answers.filter((answer) => answer.ok).length).toBeGreaterThanOrEqual(60);
    await vi.waitFor(async () => expect(await look()).toEqual({ ok: true }), patience);
  });
});
