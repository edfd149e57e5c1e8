/** The contract every upstream must keep, demo or real: what our bridge may rely on, as test cases on a real socket. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { badInputCases, oddInputCases } from "./contract-bad-input";
import { bindCases, resumeCases } from "./contract-binds";
import { changeCases, commandCases } from "./contract-commands";
import { doorCases, restartCases } from "./contract-doors";
import { elicitationCases } from "./contract-elicitation";
import { cancelCases, concurrencyCases, injectedCases, moneyCases, turnCases } from "./contract-turns";
import type { ContractRoom, StartedUpstream, StartUpstream } from "./contract-upstream";
import { UpstreamClient } from "./upstream-client";

/** Declares the whole suite for one kind of upstream. */
export function upstreamContract(name: string, start: StartUpstream): void {
  describe(name, () => {
    const dataDir = mkdtempSync(join(tmpdir(), "upstream-contract-"));
    const clients: UpstreamClient[] = [];
    let upstream: StartedUpstream | null = null;
    let sessions = 0;
    const room: ContractRoom = {
      dataDir,
      start,
      upstream: () => {
        if (!upstream) throw new Error("the upstream is not started");
        return upstream;
      },
      connect: async (url) => {
        const client = await UpstreamClient.connect(url ?? room.upstream().url);
        clients.push(client);
        return client;
      },
      newSession: () => {
        sessions += 1;
        return `contract-${sessions}-${process.pid}`;
      },
    };
    beforeAll(async () => {
      upstream = await start({ dataDir: join(dataDir, "shared") });
    }, 60_000);
    afterEach(() => {
      for (const client of clients.splice(0)) client.cut();
    });
    afterAll(async () => {
      await upstream?.kill();
      rmSync(dataDir, { recursive: true, force: true });
    });
    describe("binds", () => bindCases(room));
    describe("resumes", () => resumeCases(room));
    describe("turns", () => turnCases(room));
    describe("money", () => moneyCases(room));
    describe("cancel", () => cancelCases(room));
    describe("one thing at a time", () => concurrencyCases(room));
    describe("injected turns", () => injectedCases(room));
    describe("elicitation", () => elicitationCases(room));
    describe("commands", () => commandCases(room));
    describe("changing commands", () => changeCases(room));
    describe("bad input", () => badInputCases(room));
    describe("odd input", () => oddInputCases(room));
    describe("doors", () => doorCases(room));
    describe("restart", () => restartCases(room));
  });
}
