/** No page, route, action or event is without a row that says who may use it. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { channelPayloads } from "@/lib/protocol/browser-channel";
import { actions, actionsOfPages, events, pages, routes } from "./doors";

const FILE_OF_ACTIONS = /^"use server";/;
const files = ["app", "components", "lib"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)))
  .filter((file) => /\.(tsx?|mjs|jsx?)$/.test(file) && !/\.test\.|^lib\/(generated|testing)\//.test(file))
  .map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** The address at which Next serves what this file holds. */
const addressOf = (file: string): string =>
  path
    .dirname(file)
    .replace(/^app/, "")
    .replace(/\/\([^)]+\)/g, "") || "/";

const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);

test("every page has a row", () => {
  const found = files.filter(({ file }) => /^app\/(.*\/)?page\.\w+$/.test(file)).map(({ file }) => addressOf(file));
  expect(Object.keys(pages).sort()).toEqual(found.sort());
});

test("every method of every route has a row", () => {
  const found = files
    .filter(({ file }) => /^app\/(.*\/)?route\.\w+$/.test(file))
    .flatMap(({ file, text }) => {
      const written = named(text, /export (?:async function|const) ([A-Z]+)\b/g);
      const handedOn = named(text, /export \{([^}]+)\}/g).flatMap((list) => named(list, /(?:^|as|,)\s*([A-Z]+)\b/g));
      return [...written, ...handedOn].map((method) => `${method} ${addressOf(file)}`);
    });
  expect(Object.keys(routes).sort()).toEqual(found.sort());
});

test("nothing else of Next's answers requests", () => {
  const others = files.filter(({ file }) => /(^|\/)(middleware|proxy|pages\/.*|sitemap|robots|opengraph-image)\.\w+$/.test(file));
  expect(others.map(({ file }) => file)).toEqual([]);
});

test("every server action has a row", () => {
  const found = files.filter(({ text }) => FILE_OF_ACTIONS.test(text));
  for (const { file, text } of found) expect(named(text, /^export (?!async function|type )(.*)/gm), file).toEqual([]);
  const names = found.flatMap(({ text }) => named(text, /^export async function (\w+)/gm));
  expect(Object.keys(actions).sort()).toEqual(names.sort());
});

test("every action that a page makes for itself has a row, and only calls the action that it is for", () => {
  const others = files.filter(({ text }) => !FILE_OF_ACTIONS.test(text) && /["']use server["']/.test(text));
  const found = others.flatMap(({ text }) => [
    ...text.matchAll(/async function (\w+)\([^)]*\) \{\s*"use server";\s*return (\w+)\(\{ [\w, ]+ \}\);\s*\}/g),
  ]);
  expect(Object.fromEntries(found.map(([, name, called]) => [name, called]))).toEqual(actionsOfPages);
  expect(others.reduce((sum, { text }) => sum + text.split(/["']use server["']/).length - 1, 0)).toBe(found.length);
});

test("every event of a browser has a row", () => {
  expect(Object.keys(events).sort()).toEqual(Object.keys(channelPayloads).sort());
});
