// `node --import tsx bench/page-weight.ts` (after `npm start` or `npm test` built the pages): what of JavaScript each page loads in a real browser, gzip.
// The empty page is what the framework loads by itself on the same build: the chunks that its manifest says every page needs (rootMainFiles).
import { readFileSync } from "node:fs";
import path from "node:path";
import { newSession, send, signIn } from "@/e2e/people";
import { withRealApp } from "./real-app";
import { gzipped, type Weighed, type Weight, weigh } from "./script-weight";

const LISTED = 8;
const BUILT = path.resolve(import.meta.dirname, "../.next");

function emptyPage(): Weight {
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(BUILT, "build-manifest.json"), "utf8")) as { rootMainFiles: string[] }; // as: Next's own file
  const bytes = rootMainFiles.reduce((sum, file) => sum + gzipped(readFileSync(path.join(BUILT, file))), 0);
  return { name: "empty page", bytes, files: rootMainFiles.length };
}

function list(name: string, { largest, loading, all }: Weighed): Weight[] {
  for (const file of largest.slice(0, LISTED)) console.log(`  ${name}: ${file}`);
  return [loading, all];
}

await withRealApp(async ({ freshPage }) => {
  const out = await freshPage();
  const signInPage = list("sign-in", await weigh(out, "sign-in", () => out.goto("/sign-in")));
  const first = await freshPage();
  await signIn(first);
  const url = await newSession(first, "Weighed");
  await send(first, "the only one");
  await first.getByText("Answer to: the only one").waitFor();
  const cookies = await first.context().cookies();
  const second = await freshPage();
  await second.context().addCookies(cookies);
  const weighed = await weigh(second, "session", async () => {
    await second.goto(url);
    await second.getByText("Answer to: the only one").waitFor();
  });
  const session = list("session", weighed);
  const empty = emptyPage();
  for (const { name, bytes, files } of [empty, ...signInPage, ...session])
    console.log(`${name}: ${(bytes / 1_000).toFixed(1)} kB gzip in ${files} files, ${(bytes / empty.bytes).toFixed(2)} of the empty page`);
});
