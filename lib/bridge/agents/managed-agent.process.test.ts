/** The life of a session's agent process: one start for all who ask, restarts with pauses, an end to them, and release. */
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RefusedError } from "@/lib/domain/refusal";
import { FakeAgent, type FakeBehaviour } from "@/lib/testing/fake-agent";
import { ManagedAgent, type ManagedDeps } from "./managed-agent";
import { listProcesses } from "./process-tree";

const patience = { timeout: 5_000, interval: 10 };
let fake: FakeAgent;
let told: string[];
let pauses: number[];
let held: number;
let used: number[];
let noted: number[];
let agents: ManagedAgent[];

beforeEach(() => {
  fake = new FakeAgent();
  told = [];
  pauses = [];
  noted = [];
  agents = [];
  held = 0;
  used = [];
});

afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.release()));
  expect({ held, noted }).toEqual({ held: 0, noted: [] });
  fake.remove();
});

function manage(behaviour: () => FakeBehaviour = () => ({}), deps: Partial<ManagedDeps> = {}): ManagedAgent {
  const events = {
    onStarting: ({ attempt, waitingForPlace }: { attempt: number; waitingForPlace: boolean }) =>
      void told.push(`${waitingForPlace ? "waiting" : "starting"} ${attempt}`),
    onStarted: () => void told.push("started"),
    onEnded: ({ expected, code }: { expected: boolean; code: number | null }) =>
      void told.push(`${expected ? "ended" : "crashed"} ${code}`),
  };
  const takePlace = async () => {
    held += 1;
    return {
      use: (pid: number) => void used.push(pid),
      free: () => {
        held -= 1;
      },
    };
  };
  const agent = new ManagedAgent((token) => fake.command(token, behaviour()), events, {
    takePlace,
    onProcess: async ({ pid }) => void noted.push(pid),
    onGone: async ({ pid }) => {
      noted = noted.filter((one) => one !== pid);
    },
    pause: async (ms) => void pauses.push(ms),
    ...deps,
  });
  agents.push(agent);
  return agent;
}

const reason = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "no failure",
    (error: unknown) => error,
  );

describe("starting", () => {
  test("happens once for all who ask, with a token of 32 random bytes", async () => {
    const agent = manage();
    const [first, second] = await Promise.all([agent.target(), agent.target()]);
    expect(first).toEqual(second);
    expect(await agent.target()).toEqual(first);
    expect(Buffer.from(first.token ?? "", "base64url")).toHaveLength(32);
    expect(told).toEqual(["starting 1", "started"]);
    expect(noted).toHaveLength(1);
    expect({ held, used }).toEqual({ held: 1, used: noted });
  });

  test("that comes to nothing is forgotten after it was written down, not before", async () => {
    const order: string[] = [];
    const onProcess = async () => {
      // More looks than the end of a start takes, which knows the process gone by then.
      for (let looks = 0; looks < 40; looks += 1) await listProcesses();
      order.push("written down");
    };
    const agent = manage(() => ({ dies: "bad luck" }), { onProcess, onGone: async () => void order.push("forgotten") });
    await reason(agent.target());
    expect(order).toEqual(["written down", "forgotten"]);
  });

  test("waits for a place, and says so", async () => {
    let give: () => void = () => {};
    const takePlace = (onWait: () => void) => {
      onWait();
      return new Promise<{ use(): void; free(): void }>((resolve) => {
        give = () => resolve({ use: () => {}, free: () => {} });
      });
    };
    const agent = manage(() => ({}), { takePlace });
    const target = agent.target();
    expect(told).toEqual(["waiting 1"]);
    give();
    await target;
    expect(told).toEqual(["waiting 1", "starting 1", "started"]);
  });
});

describe("a crash", () => {
  test("is followed by a new start with another token, after a pause", async () => {
    let round = 0;
    const agent = manage(() => (++round === 1 ? { ends: "out of memory" } : {}));
    const first = await agent.target();
    await vi.waitFor(() => expect(told).toContain("crashed 7"), patience);
    expect(held).toBe(0);
    const second = await agent.target();
    expect(second.token).not.toBe(first.token);
    expect(told).toEqual(["starting 1", "started", "crashed 7", "starting 2", "started"]);
    expect(pauses).toEqual([500]);
  });

  test("again and again: refused with the agent's last words, until somebody tries again by hand", async () => {
    let dies = true;
    const agent = manage(() => (dies ? { dies: "no model is configured" } : {}));
    for (let round = 0; round < 5; round += 1) expect(await reason(agent.target())).toMatchObject({ name: "AgentStartError" });
    expect(held).toBe(0);
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
    const refusal = await reason(agent.target());
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal).toMatchObject({
      refusal: { code: "upstream_unavailable", detail: expect.stringMatching(/5 times.*no model is configured/s) },
    });
    dies = false;
    await agent.target();
    expect(told.at(-1)).toBe("started");
  });

  test("with many words is told with the last of them", async () => {
    const agent = manage(() => ({ dies: `${"x".repeat(6_000)}the end` }));
    for (let round = 0; round < 5; round += 1) {
      const { message } = (await reason(agent.target())) as Error; // as: it dies each time
      expect([message.length < 2_100, message.slice(-7)]).toEqual([true, "the end"]);
    }
    const { detail = "" } = ((await reason(agent.target())) as RefusedError).refusal; // as: five times are enough
    expect([detail.length < 1_600, detail.slice(-7)]).toEqual([true, "the end"]);
  });

  test("does not count for ever", async () => {
    let now = 0;
    const agent = manage(() => ({ dies: "bad luck" }), { now: () => now });
    for (let round = 0; round < 8; round += 1) {
      expect(await reason(agent.target())).toMatchObject({ name: "AgentStartError" });
      now += 2 * 60_000;
    }
  });
});

describe("what it leaves", () => {
  const isAlive = async (pid: number | undefined) => (await listProcesses()).some((row) => row.pid === pid);

  test("ends after it was killed: nobody could see or end it any more", async () => {
    const agent = manage(() => ({ commands: ["sleep 603"] }));
    await agent.target();
    await vi.waitFor(async () => expect(await agent.listProcesses()).not.toEqual([]), patience);
    const [command] = await agent.listProcesses();
    process.kill(noted[0] ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(noted).toEqual([]), patience);
    expect(await isAlive(command?.pid)).toBe(false);
  });

  test("is nothing where it could not be written down, as on a full disk; each try would leave one more", async () => {
    const pids: number[] = [];
    let isFull = true;
    const onProcess = async ({ pid }: { pid: number }) => {
      pids.push(pid);
      if (isFull) throw new Error("ENOSPC: no space left on device");
    };
    const agent = manage(() => ({}), { onProcess });
    expect(await reason(agent.target())).toMatchObject({ message: "ENOSPC: no space left on device" });
    expect([await isAlive(pids[0]), told]).toEqual([false, ["starting 1"]]);
    isFull = false;
    await agent.target();
    expect(await isAlive(pids[1])).toBe(true);
  });
});

describe("release", () => {
  test("ends the process as expected", async () => {
    const agent = manage();
    await agent.target();
    const [pid] = noted;
    await agent.release();
    expect(told.at(-1)).toBe("ended null");
    expect((await listProcesses()).some((row) => row.pid === pid)).toBe(false);
    expect(await reason(agent.target())).toMatchObject({ message: "The session was let go." });
    expect(told.at(-1)).toBe("ended null");
  });

  test("is done when each of its processes is forgotten, also one that crashed before", async () => {
    const latest = new AbortController();
    const onGone = async ({ pid }: { pid: number }) => {
      if (pid !== first) latest.abort();
      else if (!latest.signal.aborted) await once(latest.signal, "abort");
      // More looks than an end takes.
      for (let looks = 0; looks < 12; looks += 1) await listProcesses();
      noted = noted.filter((one) => one !== pid);
    };
    const agent = manage(() => (told.includes("started") ? {} : { ends: "out of memory" }), { onGone });
    await agent.target();
    const [first] = noted;
    await vi.waitFor(() => expect(told).toContain("crashed 7"), patience);
    await agent.target();
    await agent.release();
    expect(noted).toEqual([]);
  });

  test("in the middle of a start leaves nothing behind", async () => {
    const agent = manage();
    const target = reason(agent.target());
    await vi.waitFor(() => expect(noted).toHaveLength(1), patience);
    const [pid] = noted;
    await agent.release();
    await target;
    expect((await listProcesses()).some((row) => row.pid === pid)).toBe(false);
  });

  test("does not wait for an agent that hangs while it starts", async () => {
    const agent = manage(() => ({ hangs: true }));
    const target = reason(agent.target());
    await vi.waitFor(() => expect(noted).toHaveLength(1), patience);
    const [pid] = noted;
    const since = performance.now();
    await agent.release();
    expect(performance.now() - since).toBeLessThan(6_000);
    expect(noted).toEqual([]);
    expect(await target).toMatchObject({ message: "The session was let go." });
    expect((await listProcesses()).some((row) => row.pid === pid)).toBe(false);
  });

  test("ends the pause after a crash", async () => {
    const agent = manage(() => ({ dies: "bad luck" }), { pause: (_ms, signal) => setTimeout(60_000, undefined, { signal }) });
    await reason(agent.target());
    const second = reason(agent.target());
    await agent.release();
    expect(await second).toMatchObject({ message: "The session was let go." });
  });
});
