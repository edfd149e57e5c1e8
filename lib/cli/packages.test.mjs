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

test("the WebAssembly schema engine is the engine that this Prisma was made with", () => {
  const { version } = readJson("node_modules/@prisma/engines-version/package.json");
  expect(readJson("package.json").dependencies["@prisma/schema-engine-wasm"]).toBe(version);
  expect(readJson("node_modules/@prisma/schema-engine-wasm/package.json").version).toBe(version);
});

test("everything of Prisma has one version", () => {
  const { dependencies } = readJson("package.json");
  const versions = ["prisma", "@prisma/client", "@prisma/adapter-pg", "@prisma/driver-adapter-utils"].map((name) => dependencies[name]);
  expect(new Set(versions).size).toBe(1);
  expect(dependencies["@prisma/schema-engine-wasm"]).toMatch(new RegExp(`^${versions[0]}-`));
});
