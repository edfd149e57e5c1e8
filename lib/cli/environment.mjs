// What the server is started with: the operator's variables, checked by the server's own schema, plus what we fill in.
import { hkdfSync } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./run-step.mjs";
import { readOrCreateSecret } from "./secret-file.mjs";

/** The environment as the schema reads it. Wrong variables are all named, and the command ends before it starts anything. */
export async function readEnvironment() {
  const { importSource } = await import("./bundle.mjs");
  const { parseEnv } = await importSource("lib/platform/env-schema.ts");
  const { env, problems } = parseEnv(process.env);
  if (env) return env;
  const list = problems.map((problem) => `  ${problem}`).join("\n");
  console.error(`The environment is wrong, so nothing was started:\n${list}\nEvery variable is described in .env.example.`);
  process.exit(1);
}

/** Takes variables from a .env file in the clone; those that are set already win. */
export function loadEnvFile() {
  const file = path.join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The operator's APP_SECRET, or the one that was generated into the data directory. Call it under the instance lock. */
function readOrCreateAppSecret(env) {
  if (env.APP_SECRET) return env.APP_SECRET;
  const file = path.join(env.DATA_DIR, "app-secret");
  const secret = readOrCreateSecret(file, 32);
  if (secret.length < 32)
    throw new Error(`${file} is cut short. Put it back from a backup; a new one could not read what the old one sealed.`);
  return secret;
}

/** Where a browser on this machine finds the dashboard; a wildcard address is no place to go to. */
export function localUrl(env) {
  const host = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[env.HOST] ?? (env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST);
  return `http://${host}:${env.PORT}`;
}

/** What sign-ins are signed with: never the secret itself. */
export function signingKeyOf(appSecret) {
  return Buffer.from(hkdfSync("sha256", appSecret, "", "octomind-dashboard next-auth", 32)).toString("base64url");
}

/** The complete environment of the server process. */
export function serverEnvironment(env, databaseUrl, mode) {
  const appSecret = readOrCreateAppSecret(env);
  return {
    ...process.env,
    PORT: String(env.PORT),
    HOST: env.HOST,
    DATA_DIR: env.DATA_DIR,
    DATABASE_URL: databaseUrl,
    APP_SECRET: appSecret,
    NEXTAUTH_SECRET: signingKeyOf(appSecret),
    NEXTAUTH_URL: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : localUrl(env),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
