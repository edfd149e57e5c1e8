/** What is not there cannot be attacked: doors that our code and our packages must not have. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const { default: config }: { default: Record<string, unknown> } = await import(path.resolve("next.config.js"));

const SOURCE = /\.(tsx?|mjs|js)$/;
const NOT_OURS = /\.test\.|lib\/(generated|testing|demo-agent\/sample-project)\//;
const sources = ["app", "components", "lib"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)))
  .concat("server.ts", "instrumentation-client.ts")
  .filter((file) => SOURCE.test(file) && !NOT_OURS.test(file))
  .map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** The files in which it stands. */
const filesWith = (what: RegExp): string[] => sources.filter(({ text }) => what.test(text)).map(({ file }) => file);

test("the sources are found, and so is what stands in them", () => {
  expect(sources.length).toBeGreaterThan(400);
  expect(filesWith(/createServer\(LIMITS/)).toEqual(["server.ts"]);
});

describe("no code of ours", () => {
  test.each<[string, RegExp]>([
    ["runs a shell", /\b(exec|execSync)\b[^"]*from "node:child_process"|shell:\s*true|\bexec(Sync)?\(`/],
    ["runs text as a program", /\beval\(|new Function\(|from "node:vm"/],
    ["puts HTML into a page", /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|srcDoc|document\.write/],
    ["shows a page in a page", /<(iframe|object|embed)\s/],
    ["answers pages of other sites", /\bcors\b|access-control-allow/i],
    ["sends anybody on to a host that a request names", /\brewrites\b|NextResponse\.rewrite/],
  ])("%s", (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });

  test("opens an address of others, but where its host was shown and confirmed", () => {
    expect(filesWith(/window\.open\(/)).toEqual(["components/session/question/elicitation-address.tsx"]);
  });

  test("decides in front of the pages who may see them", () => {
    const root = readdirSync(".");
    for (const name of ["middleware", "proxy"]) expect(root.filter((file) => file.startsWith(`${name}.`))).toEqual([]);
  });
});

test("Next sends nobody on, fetches no image and has no experiments", () => {
  expect(Object.keys(config).sort()).toEqual(["images", "poweredByHeader", "serverExternalPackages", "typescript"]);
  expect(config.images).toEqual({ unoptimized: true });
});

const locked: Record<string, { version?: string }> = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const copiesOf = (name: string): string[] =>
  Object.entries(locked).flatMap(([place, { version }]) => (place.endsWith(`node_modules/${name}`) && version ? [version] : []));

const numbers = (version: string): number[] => version.split("-")[0]?.split(".").map(Number) ?? [];
const isOlder = (version: string, than: string): boolean => {
  const [one, other] = [numbers(version), numbers(than)];
  const at = one.findIndex((number, index) => number !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
};

describe("packages", () => {
  test.each([
    ["next", "16.4.1"],
    ["react", "19.2.1"],
    ["react-dom", "19.2.1"],
    ["next-auth", "4.24.15"],
    ["ws", "8.21.0"],
    ["engine.io", "6.6.10"],
    ["socket.io-parser", "4.2.6"],
  ])("every copy of %s has what was mended in %s", (name, mended) => {
    const copies = copiesOf(name);
    expect(copies).not.toEqual([]);
    expect(copies.filter((version) => isOlder(version, mended))).toEqual([]);
  });

  test.each(["rehype-raw", "gray-matter", "mermaid", "katex", "nodemailer", "xlsx", "vm2"])("%s is not among them", (name) =>
    expect(copiesOf(name)).toEqual([]),
  );
});
