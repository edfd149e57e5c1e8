// Who a process is, asked of ps, where there is no /proc (macOS).
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

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
