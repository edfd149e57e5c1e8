/** The only reader of process.env: parsed once at import, typed, and a process with a wrong environment does not start. */
import { type Env, parseEnv } from "./env-schema";

function readEnv(): Env {
  const { env, problems } = parseEnv(process.env);
  if (!env) throw new Error(`The environment is wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  return env;
}

export const env = readEnv();

/** A setting that `npm start` always provides to the server; missing only when a program is started by hand. */
export function requireSetting<K extends "APP_SECRET" | "DATABASE_URL" | "NEXTAUTH_SECRET" | "NEXTAUTH_URL">(name: K): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set. Start the dashboard with \`npm start\`, which provides it.`);
  return value;
}

/** Every variable of this process, for those who hand a chosen part of it on to a child process. */
export function wholeEnvironment(): Record<string, string | undefined> {
  return process.env;
}
