// Who a process is, asked of ps, where there is no /proc (macOS).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test, vi } from "vitest";
import { askPs, startByPs } from "./process-identity.mjs";

/** What a program with this environment is told of the process that runs this test. */
function told(column, env) {
  const module = JSON.stringify(new URL("./process-identity.mjs", import.meta.url).href);
  const program = `import { askPs } from ${module}; process.stdout.write(String(askPs(${JSON.stringify(column)}, ${process.pid})));`;
  const args = ["--input-type=module", "-e", program];
  return spawnSync(process.execPath, args, { env: { PATH: process.env.PATH, ...env }, encoding: "utf8" }).stdout;
}

test("the start of a process is told in the same words in every time zone, and whole at every width", () => {
  const inUtc = told("lstart", {});
  expect(Math.abs(Date.parse(`${inUtc} UTC`) - (Date.now() - process.uptime() * 1_000))).toBeLessThan(10_000);
  expect(told("lstart", { TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8", COLUMNS: "10" })).toBe(inUtc);
});

test("one that has ended and that nobody collects is none any more", async () => {
  // The shell becomes a program that does not know of what it started.
  const parent = spawn("sh", ["-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 60"], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [said] = await once(parent.stdout, "data");
  const pid = Number(said);
  expect(startByPs(pid)).toBe(askPs("lstart", pid));
  await vi.waitFor(() => expect(askPs("command", parent.pid)).toBe("sleep 60"), { timeout: 10_000 });
  parent.stdin.end();
  await vi.waitFor(() => expect(startByPs(pid)).toBeNull(), { timeout: 10_000 });
  process.kill(pid, 0); // it is there yet
});
