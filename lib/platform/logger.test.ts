/** Log lines are JSON, and secrets never reach them. */
import { expect, test, vi } from "vitest";

test("secrets are blacked out at any usual depth, the rest is kept", async () => {
  vi.stubEnv("LOG_LEVEL", "info");
  vi.resetModules();
  const { createLogger } = await import("./logger");
  const lines: string[] = [];
  const log = createLogger({ write: (line) => void lines.push(line) });
  log.info(
    { token: "hunter2", sessionId: "abc", headers: { cookie: "hunter2", authorization: "hunter2", "set-cookie": "hunter2" } },
    "said",
  );
  log.warn({ upstream: { options: { token: "hunter2", address: "ws://agent" } }, password: "hunter2" });
  vi.unstubAllEnvs();
  expect(lines.join()).not.toContain("hunter2");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", msg: "said", sessionId: "abc", token: "[redacted]" });
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    level: "warn",
    upstream: { options: { address: "ws://agent", token: "[redacted]" } },
  });
});
