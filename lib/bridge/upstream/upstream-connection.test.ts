/** The connection to an agent on real sockets: bind, frames in order, loss, resume, and what cannot be read. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { StreamPosition } from "@/lib/bridge/line/stream-position";
import { type DemoAgent, startDemoAgent } from "@/lib/demo-agent/server";
import { refuse } from "@/lib/domain/refusal";
import type { Received } from "./upstream-attempt";
import { UpstreamConnection, type UpstreamOptions, type UpstreamState } from "./upstream-connection";

const patience = { timeout: 5_000, interval: 5 };
const ends: (() => unknown)[] = [];
let dataDir: string;
let agent: DemoAgent;

const startAgent = (more: { port?: number; token?: string } = {}): Promise<DemoAgent> =>
  startDemoAgent({ dataDir, sampleDir: "lib/demo-agent/sample-project", paceMs: 0, directives: true, ...more });

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "upstream-connection-"));
  agent = await startAgent();
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await agent.close();
  rmSync(dataDir, { recursive: true, force: true });
});

class Driven {
  readonly id = randomUUID();
  readonly frames: Received[] = [];
  readonly states: UpstreamState[] = [];
  /** States and frames as they came. */
  readonly told: string[] = [];
  readonly position = new StreamPosition(null, 0);
  readonly connection: UpstreamConnection;
  missed = 0;

  constructor(options: Partial<UpstreamOptions> = {}, dial?: (target: { url: string }) => WebSocket) {
    this.connection = new UpstreamConnection(
      {
        target: async () => ({ url: agent.url, token: null }),
        sessionId: this.id,
        cwd: null,
        role: null,
        resumeFrom: () => this.position.resumeFrom(),
        onFrame: (received) => this.#receive(received),
        onState: (state) => {
          this.states.push(state);
          this.told.push(state.kind);
        },
        ...options,
      },
      dial,
    );
    ends.push(() => this.connection.close());
    this.connection.open();
  }

  #receive(received: Received): void {
    this.frames.push(received);
    if (!received.parsed.ok) throw new Error(received.parsed.reason);
    const { frame } = received.parsed;
    this.told.push(frame.type);
    if (frame.type === "ack" && frame.fields.message_type === "session")
      this.position.bound({ ...frame.fields, streamSeq: frame.streamSeq });
    else if (frame.streamSeq !== null && frame.type !== "ack") this.missed += this.position.accept(frame.streamSeq).missed;
  }

  async reached(kind: UpstreamState["kind"], times = 1): Promise<void> {
    await vi.waitFor(() => expect(this.states.filter((state) => state.kind === kind).length).toBeGreaterThanOrEqual(times), patience);
  }

  async received(type: string, times = 1): Promise<void> {
    await vi.waitFor(() => expect(this.types.filter((one) => one === type).length).toBeGreaterThanOrEqual(times), patience);
  }

  get types(): string[] {
    return this.frames.flatMap(({ parsed }) => (parsed.ok ? [parsed.frame.type] : []));
  }

  say(content: string): boolean {
    return this.connection.send({ type: "message", session_id: this.id, request_id: randomUUID(), content });
  }
}

describe("a bind", () => {
  test("is announced after its ack and its status, with what the agent can", async () => {
    const driven = new Driven();
    expect(driven.say("too early")).toBe(false);
    await driven.reached("bound");
    expect(driven.told.slice(0, driven.told.indexOf("bound") + 1)).toEqual(["connecting", "status", "ack", "status", "bound"]);
    const bound = driven.states.at(-1);
    if (bound?.kind !== "bound") throw new Error("not bound");
    expect(bound.bound).toMatchObject({ streamSeq: 0, capabilities: expect.arrayContaining(["session_control_v1"]), resumed: null });
    expect(bound.bound.commands.map((command) => command.name)).toContain("info");
    expect(driven.frames.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
    expect(new Set(driven.frames.map(({ connectionId }) => connectionId))).toEqual(new Set([bound.bound.connectionId]));
    expect(agent.received().some((text) => text.includes("too early"))).toBe(false);
  });

  test("says who and where we are, and shows the token", async () => {
    await agent.close();
    agent = await startAgent({ token: "a secret" });
    const driven = new Driven({ target: async () => ({ url: agent.url, token: "a secret" }), cwd: dataDir, role: "demo" });
    await driven.reached("bound");
    expect(JSON.parse(agent.received()[0] ?? "")).toMatchObject({
      type: "session",
      session_id: driven.id,
      cwd: dataDir,
      role: "demo",
      capabilities: ["elicitation_v1", "commands_v1"],
    });
  });

  test("that the agent refuses is final, in its words", async () => {
    const driven = new Driven({ cwd: "/no/such/folder" });
    await driven.reached("refused");
    expect(driven.states.at(-1)).toMatchObject({ kind: "refused", reason: expect.stringContaining("The agent refused the session: ") });
    await vi.waitFor(() => expect(agent.connectionCount()).toBe(0), patience);
  });

  test("raw frames are the bytes that came", async () => {
    const driven = new Driven();
    await driven.reached("bound");
    agent.sendRaw(driven.id, '{"type":"from_the_future",  "x":"ü"}');
    await driven.received("unrecognized");
    expect(driven.frames.at(-1)?.raw.toString()).toBe('{"type":"from_the_future",  "x":"ü"}');
  });
});

describe("a lost connection", () => {
  test("is made again, and the stream goes on where it was", async () => {
    const driven = new Driven({ random: () => 0 });
    await driven.reached("bound");
    driven.say('[tool view {"path":"README.md"}] [hold] [tool view {"path":"README.md"}] go');
    await driven.received("tool_result");
    agent.dropConnections();
    agent.release(driven.id);
    await driven.reached("bound", 2);
    await driven.received("cost");
    expect(driven.types.filter((type) => type === "tool_result")).toHaveLength(2);
    expect(driven.missed).toBe(0);
    expect(driven.states.find((state) => state.kind === "reconnecting")).toMatchObject({
      wasBound: true,
      reason: "The connection to the agent was lost.",
    });
    expect(driven.states.at(-1)).toMatchObject({ bound: { resumed: true } });
  });

  test("is found again at another address", async () => {
    const driven = new Driven({ random: () => 0 });
    await driven.reached("bound");
    await agent.close();
    agent = await startAgent();
    await driven.reached("bound", 2);
    expect(driven.states.at(-1)).toMatchObject({ bound: { resumed: false } });
  });

  test("reconnectNow does not wait for the backoff", async () => {
    const driven = new Driven();
    await driven.reached("bound");
    driven.connection.reconnectNow();
    await driven.reached("bound", 2);
    const lost = driven.states.find((state) => state.kind === "reconnecting");
    expect(lost).toMatchObject({ wasBound: true });
    await vi.waitFor(() => expect(agent.connectionCount()).toBe(1), patience);
  });

  test("a frame too large to be read is left out of the resume and counted as missed", async () => {
    const small = ({ url }: { url: string }) => new WebSocket(url, { maxPayload: 100_000, perMessageDeflate: false });
    const driven = new Driven({ random: () => 0 }, small);
    await driven.reached("bound");
    driven.say("[big 400000] go");
    await driven.received("cost");
    expect(driven.missed).toBe(1);
    expect(driven.types).not.toContain("assistant");
    expect(driven.states.find((state) => state.kind === "reconnecting")).toMatchObject({ code: 1009, wasBound: true });
    const binds = agent.received().filter((text) => text.includes('"type":"session"'));
    expect(binds).toHaveLength(2);
  });
});

describe("starting and stopping", () => {
  test("a target that says no is final, in its words; another failure is tried again", async () => {
    const refusing = new Driven({ target: async () => refuse("upstream_unavailable", "There is no octomind.") });
    await refusing.reached("refused");
    expect(refusing.states.at(-1)).toEqual({ kind: "refused", reason: "There is no octomind." });
    const failing = new Driven({ target: () => Promise.reject(new Error("It did not start: timed out.")) });
    await failing.reached("reconnecting");
    expect(failing.states.at(-1)).toMatchObject({ reason: "It did not start: timed out.", wasBound: false });
  });

  test("a refused connection is opened again by hand", async () => {
    let isReady = false;
    const target = async () => {
      if (!isReady) refuse("upstream_unavailable", "not yet");
      return { url: agent.url, token: null };
    };
    const driven = new Driven({ target });
    await driven.reached("refused");
    isReady = true;
    driven.connection.reconnectNow();
    await driven.reached("bound");
  });

  test("asking again while the agent still starts does not make two connections", async () => {
    const waiting: ((target: { url: string; token: null }) => void)[] = [];
    const driven = new Driven({ target: () => new Promise((resolve) => waiting.push(resolve)) });
    driven.connection.reconnectNow();
    await driven.connection.close();
    driven.connection.open();
    expect(waiting).toHaveLength(2);
    for (const resolve of waiting) resolve({ url: agent.url, token: null });
    await driven.reached("bound");
    expect(agent.connectionCount()).toBe(1);
    expect(agent.received().filter((text) => text.includes('"type":"session"'))).toHaveLength(1);
  });

  test("close leaves no socket, and nothing is told after it", async () => {
    const driven = new Driven();
    await driven.reached("bound");
    driven.say("[hold] go");
    await driven.received("ack", 2);
    await driven.connection.close();
    await vi.waitFor(() => expect(agent.connectionCount()).toBe(0), patience);
    expect(driven.told.at(-1)).toBe("closed");
    const before = driven.told.length;
    agent.release(driven.id);
    const other = new Driven();
    await other.reached("bound");
    expect(driven.told.length).toBe(before);
    expect(driven.say("after the end")).toBe(false);
  });

  test("close in the middle of the dial", async () => {
    const told = await new Promise<string[]>((resolve) => {
      const driven: Driven = new Driven({}, ({ url }) => {
        queueMicrotask(() => void driven.connection.close().then(() => resolve(driven.told)));
        return new WebSocket(url);
      });
    });
    expect(told).toEqual(["connecting", "closed"]);
    expect(agent.received()).toEqual([]);
  });
});
