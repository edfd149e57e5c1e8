/** "Test connection" finds out who an agent is, or exactly why it cannot be had, and leaves nothing loaded. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { UpstreamTarget } from "@/lib/bridge/upstream/upstream-attempt";
import { type DemoAgent, startDemoAgent } from "@/lib/demo-agent/server";
import { RefusedError } from "@/lib/domain/refusal";
import { probeUpstream } from "./probe-upstream";
import type { SessionAgent } from "./session-agent";

let dataDir: string;
let demo: DemoAgent;
let released: number;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "probe-upstream-"));
  demo = await startDemoAgent({ dataDir, sampleDir: "lib/demo-agent/sample-project", token: "right", paceMs: 0 });
  released = 0;
});

afterEach(async () => {
  await demo.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const at = (target: () => Promise<UpstreamTarget>): SessionAgent => ({
  target,
  listProcesses: async () => [],
  endProcesses: async () => [],
  release: async () => {
    released += 1;
  },
});

const nowhere = { cwd: null, role: null };
const probe = (token: string | null, place: { cwd: string | null; role: string | null } = nowhere) =>
  probeUpstream(() => at(async () => ({ url: demo.url, token })), place, "0.68.1");

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error = await work.catch((reason: unknown) => reason);
  return error instanceof RefusedError ? error.refusal : error;
}

describe("a test of a connection", () => {
  test("says what the agent can and who it is", async () => {
    const found = await probe("right");
    expect(found).toMatchObject({ model: "demo:scripted", role: "demo", version: "0.68.1" });
    expect(found.capabilities).toEqual(expect.arrayContaining(["session_control_v1", "stream_resume_v1"]));
    expect(released).toBe(1);
  });

  test("unloads its session and leaves no connection", async () => {
    await probe("right");
    await vi.waitFor(() => expect(demo.connectionCount()).toBe(0), { timeout: 5_000 });
    const types = demo.received().map((text) => JSON.parse(text).type);
    expect(types).toEqual(["session", "command", "close"]);
  });

  test("says that the token is wrong", async () => {
    expect(await refusal(probe("wrong"))).toEqual({ code: "upstream_refused", detail: expect.stringContaining("refused our token") });
    expect(released).toBe(1);
  });

  test("says that the folder is not there, in the agent's words", async () => {
    expect(await refusal(probe("right", { cwd: "/no/such/folder", role: null }))).toMatchObject({
      code: "upstream_refused",
      detail: expect.stringContaining("refused the session"),
    });
  });

  test("gives up at the first failure, and does not try again", async () => {
    let asked = 0;
    const agent = at(async () => {
      asked += 1;
      return { url: "ws://127.0.0.1:1", token: null };
    });
    expect(await refusal(probeUpstream(() => agent, nowhere, null))).toEqual({
      code: "upstream_unavailable",
      detail: expect.stringContaining("Nothing listens"),
    });
    expect({ asked, released }).toEqual({ asked: 1, released: 1 });
  });

  test("passes on why an agent of ours did not start", async () => {
    const agent = at(() => Promise.reject(new Error("The agent ended while it started (exit code 1). It said: no such role")));
    expect(await refusal(probeUpstream(() => agent, nowhere, null))).toEqual({
      code: "upstream_unavailable",
      detail: expect.stringContaining("no such role"),
    });
  });

  test.each([
    [true, "all places are taken"],
    [false, "did not answer within 30 seconds"],
  ])("that nobody answers says whether there was no place for an agent: %s", async (waitingForPlace, words) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = probeUpstream(
      (events) =>
        at(() => {
          events.onStarting({ attempt: 1, waitingForPlace });
          return new Promise(() => {});
        }),
      nowhere,
      null,
    );
    vi.advanceTimersByTime(30_000);
    expect(await refusal(asked)).toEqual({ code: "upstream_unavailable", detail: expect.stringContaining(words) });
    vi.useRealTimers();
  });
});
