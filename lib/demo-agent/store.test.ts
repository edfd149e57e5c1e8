/** What the demo agent keeps on disk, after a crash or a disk that was full. */
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { SessionStore } from "./store";

test("a line that was cut short costs itself alone, not what is said after it", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-demo-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const before = new SessionStore(folder);
  before.append("one", { kind: "settings", settings: { role: "demo", model: "demo:scripted", title: null, createdAt: 1 } });
  appendFileSync(path.join(folder, "sessions", "one.jsonl"), '{"kind":"message","mess');

  const after = new SessionStore(folder);
  expect(after.load("one")?.messages).toEqual([]);
  const message = { role: "user", content: "after it", name: null, tool_calls: null, tool_call_id: null } as const;
  after.append("one", { kind: "message", message });
  expect(new SessionStore(folder).load("one")?.messages).toEqual([message]);
});
