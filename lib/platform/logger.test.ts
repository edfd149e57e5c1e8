/** Log lines are JSON, and secrets never reach them. */
import { expect, test, vi } from "vitest";

async function aLogger() {
  vi.stubEnv("LOG_LEVEL", "info");
  vi.resetModules();
  const { createLogger } = await import("./logger");
  vi.unstubAllEnvs();
  const lines: string[] = [];
  return { lines, log: createLogger({ write: (line) => void lines.push(line) }) };
}

test("secrets are blacked out at any usual depth, the rest is kept", async () => {
  const { lines, log } = await aLogger();
  log.info(
    { token: "hunter2", sessionId: "abc", headers: { cookie: "hunter2", authorization: "hunter2", "set-cookie": "hunter2" } },
    "said",
  );
  log.warn({ upstream: { options: { token: "hunter2", address: "ws://agent" } }, password: "hunter2" });
  expect(lines.join()).not.toContain("hunter2");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", msg: "said", sessionId: "abc", token: "[redacted]" });
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    level: "warn",
    upstream: { options: { address: "ws://agent", token: "[redacted]" } },
  });
});

test("an error says what it is and where, and not the whole connection that it came from", async () => {
  const { lines, log } = await aLogger();
  const lost = Object.assign(new Error("terminating connection"), { code: "57P01", client: { parsedStatements: "SELECT" } });
  log.warn({ err: lost }, "lost");
  log.warn({ err: "words" }, "no error at all");
  expect(lines.map((line) => JSON.parse(line).err)).toEqual([
    { type: "Error", message: "terminating connection", stack: expect.stringContaining("logger.test"), code: "57P01" },
    "words",
  ]);
});
