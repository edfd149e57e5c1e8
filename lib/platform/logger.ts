/** Structured log lines as JSON on standard output, with secrets blacked out. */
import pino from "pino";
import { env } from "./env";
import { LogOutput } from "./log-output";
import { oncePerProcess } from "./once-per-process";

const STANDARD_OUTPUT = 1;

const SECRET_KEYS = [
  "token",
  "password",
  "passwordHash",
  "secret",
  "cookie",
  "set-cookie",
  "authorization",
  "APP_SECRET",
  "OCTOMIND_TOKEN",
];
const PREFIXES = ["", "*.", "*.*.", "*.*.*."];

function redactionPaths(): string[] {
  return PREFIXES.flatMap((prefix) =>
    SECRET_KEYS.map((key) => (key.includes("-") ? `${prefix.replace(/\.$/, "")}["${key}"]` : `${prefix}${key}`)),
  );
}

/** A lost connection's error carries the whole client, statements and all. */
const errorOf = (err: unknown): unknown =>
  err instanceof Error ? Object.fromEntries(Object.entries(pino.stdSerializers.err(err)).filter(([name]) => name !== "client")) : err;

const standardOutput = (): LogOutput => oncePerProcess("log-output", () => new LogOutput(STANDARD_OUTPUT));

/** Makes a logger that writes to `destination`; everything but tests uses `logger`. */
export function createLogger(destination: pino.DestinationStream = standardOutput()): pino.Logger {
  const options: pino.LoggerOptions = {
    level: env.LOG_LEVEL,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorOf },
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redactionPaths(), censor: "[redacted]" },
  };
  return pino(options, destination);
}

/** Log with an object first: `logger.warn({ sessionId, err }, "what happened")`. */
export const logger = createLogger();
