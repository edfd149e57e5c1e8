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

test.each(["token", "password", "passwordHash", "secret", "cookie", "set-cookie", "authorization", "APP_SECRET", "OCTOMIND_TOKEN"])(
  "%s is one, wherever it stands",
  async (name) => {
    const { lines, log } = await aLogger();
    const said = { [name]: "hunter2", kept: "kept" };
    log.info(said);
    log.info({ a: said });
    log.info({ a: { b: said } });
    log.info({ a: { b: { c: said } } });
    log.info({ err: Object.assign(new Error("refused"), { options: said }) });
    expect(lines).toHaveLength(5);
    expect(lines.join()).not.toContain("hunter2");
    for (const line of lines) expect(line).toContain('"kept":"kept"');
  },
);

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
