// The installed set: a lock file that is complete on every platform, and a schema engine of Prisma's own version.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));
const locked = readJson("package-lock.json").packages;

test("the lock file names every platform's optional packages", () => {
  const places = Object.keys(locked);
  const missing = Object.values(locked).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !places.some((place) => place.endsWith(`node_modules/${name}`))),
  );
  expect(missing).toEqual([]);
});

const generated = readFileSync("lib/generated/prisma/internal/class.ts", "utf8");
/** A value of the generated client's own description of itself. */
const generatedWith = (name) => JSON.parse(new RegExp(`^ *"${name}": (".*"),$`, "m").exec(generated)[1]);

test("the generated database client was made from this data model, by this version of Prisma", () => {
  expect(generatedWith("inlineSchema"), "npm run prisma -- generate").toBe(readFileSync("prisma/schema.prisma", "utf8"));
  expect(generatedWith("clientVersion")).toBe(readJson("package.json").dependencies["@prisma/client"]);
});

test("the WebAssembly schema engine is the engine that this Prisma was made with", () => {
  const { version } = readJson("node_modules/@prisma/schema-engine-wasm/package.json");
  expect(readJson("package.json").dependencies["@prisma/schema-engine-wasm"]).toBe(version);
  expect(version).toMatch(new RegExp(`\\.${generatedWith("engineVersion")}$`));
});

test("everything of Prisma has one version", () => {
  const { dependencies } = readJson("package.json");
  const versions = ["@prisma/client", "@prisma/adapter-pg", "@prisma/driver-adapter-utils"].map((name) => dependencies[name]);
  expect(new Set(versions).size).toBe(1);
  expect(dependencies["@prisma/schema-engine-wasm"]).toMatch(new RegExp(`^${versions[0]}-`));
});
