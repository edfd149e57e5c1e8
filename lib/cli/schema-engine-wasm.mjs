// Prisma's schema engine as WebAssembly, from npm: the native one needs a download that a closed network does not have.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

export const engineDir = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));

/** What the engine said when it panicked, which is more than the error it throws. */
export function panicMessage() {
  return globalThis.PRISMA_WASM_PANIC_REGISTRY?.get();
}

/** Loads the engine by hand: its own entry imports a .wasm file, which Node 20 cannot. `datamodels` are pairs of name and text. */
export async function loadEngine(factory, datamodels = []) {
  const glue = await import(pathToFileURL(path.join(engineDir, "schema_engine_bg.js")).href);
  const bytes = readFileSync(path.join(engineDir, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
    message: "",
    get() {
      return this.message;
    },
    set_message(message) {
      this.message = message;
    },
  };
  const options = datamodels.length > 0 ? { datamodels } : {};
  return glue.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

/** Asks the engine one thing by the name that Prisma's own command uses for it. */
export async function callEngine(engine, method, params) {
  const ask = () => engine[method === "getDatabaseVersion" ? "version" : method](params);
  try {
    return await ask();
  } catch (error) {
    // Only devDiagnostic hands the engine its shadow factory, and applyMigrations takes it away again.
    if (!/external factory/.test(String(error?.message)) || !params?.migrationsList) throw error;
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    return ask();
  }
}
