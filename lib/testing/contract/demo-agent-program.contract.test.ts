// The demo agent as a program: from source and as the bundle that ships.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { TruthLine } from "@/lib/demo-agent/truth-file";
import { typesOf } from "./contract-upstream";
import { UpstreamClient } from "./upstream-client";

const root = join(import.meta.dirname, "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "demo-agent-program-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the program", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  function start(args: string[], env: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
    const child = spawn(process.execPath, [...args, "server", "--host", "127.0.0.1", "--port", "0"], {
      cwd: root,
      env: { NODE_ENV: "test", OCTOMIND_DATA_DIR: join(folder, "program"), ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.stdout?.on("data", (chunk: Buffer) => {
        const url = /started on (ws:\/\/127\.0\.0\.1:\d+)/.exec(chunk.toString())?.[1];
        if (url) resolve({ url, child });
      });
      child.on("exit", (code) => reject(new Error(`it ended with ${code}`)));
    });
  }

  it("runs from source, and dies for good at [die]", async () => {
    const agent = await start(["--import", "tsx", "lib/demo-agent/run.ts"], { DEMO_DIRECTIVES: "1" });
    const client = await UpstreamClient.connect(agent.url);
    await client.bind("sourced");
    const ended = new Promise((resolve) => agent.child.once("exit", (_code, signal) => resolve(signal)));
    client.send({ type: "message", session_id: "sourced", content: "[think] [tool echo {}] [die]" });
    expect(await ended).toBe("SIGKILL");
    expect(typesOf(client.frames).slice(-2)).toEqual(["tool_use", "tool_result"]);
  });

  it("notes what it says before it says it: nothing was heard that is not in the file, however it ended", async () => {
    const truth = join(folder, "truth");
    const agent = await start(["--import", "tsx", "lib/demo-agent/run.ts"], { DEMO_DIRECTIVES: "1", DEMO_TRUTH_DIR: truth });
    const client = await UpstreamClient.connect(agent.url);
    await client.bind("noted");
    client.send({ type: "message", session_id: "noted", content: "[repeat 20 echo {}] [die]" });
    await client.closed();
    const [file = ""] = readdirSync(truth);
    const lines = readFileSync(join(truth, file), "utf8").trim().split("\n");
    const noted = lines.map((line): TruthLine => JSON.parse(line));
    expect(client.texts.length).toBeGreaterThan(20);
    expect(noted.map(({ text }) => text).slice(0, client.texts.length)).toEqual(client.texts);
    const numbered = noted.filter(({ session }) => session === "noted");
    expect(numbered.map(({ seq }) => seq)).toEqual(numbered.map((_, index) => index + 1));
    expect(new Set(numbered.map(({ stream }) => stream)).size).toBe(1);
  });

  it("runs as a bundle, finds its sample project and wants its token", async () => {
    const outfile = join(root, "test-results", "demo-agent-bundle", "demo-agent.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: ["lib/demo-agent/run.ts"],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
    });
    const agent = await start([outfile], { OCTOMIND_SERVER_TOKEN: "let-me-in" });
    await expect(UpstreamClient.connect(agent.url)).rejects.toThrow("401");
    const client = await UpstreamClient.connect(agent.url, { authorization: "Bearer let-me-in" });
    await client.bind("bundled");
    expect((await client.turn("bundled", "list the files")).at(-2)).toMatchObject({
      type: "assistant",
      content: expect.stringMatching(/11 files/),
    });
    client.cut();
  });
});
