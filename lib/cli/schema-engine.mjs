#!/usr/bin/env node
// Stands in for Prisma's native schema-engine, which needs a download: same arguments, same JSON-RPC, same engine as WebAssembly.
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { createDatabase, EngineAdapterFactory, parseAddress, withClient } from "./schema-engine-adapter.mjs";
import { callEngine, engineDir, loadEngine, panicMessage } from "./schema-engine-wasm.mjs";

const EXIT_PANIC = 101;
const NOWHERE = "postgresql://none:none@127.0.0.1:1/none";
const args = process.argv.slice(2);

function optionValues(name) {
  return args.flatMap((arg, index) => (arg === name ? [args[index + 1]] : []));
}

const datasource = JSON.parse(optionValues("--datasource")[0] ?? "{}");

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function logError(message, errorCode) {
  const fields = { message, is_panic: false, ...(errorCode ? { error_code: errorCode } : {}) };
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level: "ERROR", fields, target: "schema_engine::logger" })}\n`,
  );
}

const CONNECTION_ERRORS = {
  ECONNREFUSED: ["P1001", "Can't reach database server"],
  ENOTFOUND: ["P1001", "Can't reach database server"],
  ETIMEDOUT: ["P1001", "Can't reach database server"],
  "28P01": ["P1000", "Authentication failed against the database server"],
  28000: ["P1000", "Authentication failed against the database server"],
  "3D000": ["P1003", "Database does not exist"],
};

async function dropDatabase() {
  const name = parseAddress(datasource.url).database;
  await withClient(datasource.url, "postgres", (client) => client.query(`DROP DATABASE ${client.escapeIdentifier(name)}`));
  return name;
}

const commands = {
  "can-connect-to-database": async () => {
    await withClient(datasource.url, undefined, (client) => client.query("SELECT 1"));
    return "Connection successful";
  },
  "create-database": async () => `Database '${await createDatabase(datasource.url)}' created successfully.`,
  "drop-database": async () => `Database '${await dropDatabase()}' dropped successfully.`,
};

async function runCommand(name) {
  process.stderr.write(
    `${JSON.stringify({ level: "INFO", fields: { message: "starting schema engine (wasm)" }, target: "schema_engine" })}\n`,
  );
  try {
    if (!commands[name]) throw new Error(`unsupported command ${name}`);
    console.log(await commands[name]());
    return 0;
  } catch (error) {
    const [code, words] = CONNECTION_ERRORS[error.code] ?? [undefined, error.message];
    logError(code ? `${words}: ${error.message}` : words, code);
    return 1;
  }
}

async function answer(engine, method, params) {
  if (method === "createDatabase") return { databaseName: await createDatabase(datasource.url) };
  const result = await callEngine(await engine(), method, params);
  if (method !== "diff") return result ?? {};
  if (result.stdout != null) say({ jsonrpc: "2.0", id: 0, method: "print", params: { content: result.stdout } });
  return { exitCode: result.exitCode };
}

function rpcError(error) {
  const isPanic = error?.name === "RuntimeError" || /unreachable/.test(String(error?.message));
  const facts = { is_panic: isPanic, message: error?.message ?? String(error), meta: error?.meta ?? null, error_code: error?.code ?? null };
  return { code: 4466, message: "An error happened. Check the data field for details.", data: facts };
}

async function serve() {
  const factory = new EngineAdapterFactory(datasource.url ?? NOWHERE, { shadowAddress: datasource.shadowDatabaseUrl });
  let loading;
  const engine = () => {
    loading ??= loadEngine(
      factory,
      optionValues("--datamodels").map((file) => [file, readFileSync(file, "utf8")]),
    );
    return loading;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the answer to our own "print"
    try {
      say({ jsonrpc: "2.0", id, result: await answer(engine, method, params) });
    } catch (error) {
      say({ jsonrpc: "2.0", id, error: rpcError(error) });
    }
  }
  await factory.dispose();
}

for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error) => {
    logError(panicMessage() || String(error?.stack ?? error));
    process.exit(EXIT_PANIC);
  });
}

if (args.includes("--version")) {
  const { version } = JSON.parse(readFileSync(path.join(engineDir, "package.json"), "utf8"));
  console.log(`schema-engine-cli ${version.split(".").at(-1)} (wasm)`);
} else if (args.includes("cli")) {
  process.exit(await runCommand(args[args.indexOf("cli") + 1]));
} else {
  await serve();
  process.exit(0);
}
