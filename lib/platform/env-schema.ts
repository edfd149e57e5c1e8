/** Every environment variable there is: its meaning, its default and what makes it wrong; shared by the server and the commands. */
import { existsSync, statSync } from "node:fs";
import { totalmem } from "node:os";
import path from "node:path";
import { z } from "zod";
import { isBareAddress, ROLE } from "./agent-rules";
import { programPath } from "./find-program";
import { memoryAllowed } from "./machine-memory";

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`);

function hasProtocol(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

/** A password with such a letter in it ends the address, or its host, where it stands. */
const UNREADABLE =
  "cannot be read as an address; within a user's name or password write % as %25, # as %23, / as %2F, : as %3A, ? as %3F and @ as %40";

const address = (protocols: string[]) =>
  z.string().superRefine((value, context) => {
    if (hasProtocol(value, protocols)) return;
    const isBegun = protocols.some((protocol) => value.startsWith(`${protocol}//`));
    const words = `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`;
    context.addIssue({ code: "custom", message: isBegun ? UNREADABLE : words });
  });

/** Prisma's own parameter, which PostgreSQL does not know. */
const namesSchema = (value: string): boolean => URL.canParse(value) && new URL(value).searchParams.has("schema");

const namesDatabase = (value: string): boolean => !URL.canParse(value) || new URL(value).pathname.length > 1;

const databaseAddress = address(["postgres:", "postgresql:"])
  .refine((value) => !namesSchema(value), "must name no schema: the tables are in public; give the dashboard a database of its own")
  .refine(namesDatabase, "must name a database, like postgresql://user:password@host:5432/dashboard");

const origin = address(["http:", "https:"]).refine(
  (value) => !URL.canParse(value) || new URL(value).href === `${new URL(value).origin}/`,
  "must be only a scheme, a host and perhaps a port, like https://agents.example.com",
);

/** What an account may have as its name: a host of one label is enough, as in admin@localhost. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

const agentAddress = address(["ws:", "wss:"]).refine(
  isBareAddress,
  "must carry no password and no parameters; OCTOMIND_TOKEN is for the token",
);

const yesOrNo = z.enum(["true", "false", "1", "0"], "must be true or false").transform((value) => value === "true" || value === "1");

function isFolder(value: string): boolean {
  return existsSync(value) && statSync(value).isDirectory();
}

const absolute = z
  .string()
  .refine((value) => !/\p{Cc}/u.test(value), "must have no line breaks and no other signs that cannot be seen")
  .transform((value) => path.resolve(value));

/** What an operator may set. Every default here is the one that .env.example shows. */
export const publicVariables = {
  PORT: wholeNumber(1, 65_535).default(3000).describe("TCP port the dashboard serves on."),
  HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address the dashboard binds to; 0.0.0.0 opens it to the network, under the name that PUBLIC_URL gives it."),
  PUBLIC_URL: origin.optional().describe("Origin that people type into the browser, when it is not http://HOST:PORT (a proxy, TLS)."),
  DATA_DIR: absolute
    .default(path.resolve(".data"))
    .describe("Folder for the embedded database, secrets and the spool; created with mode 0700."),
  DATABASE_URL: databaseAddress.optional().describe("Your own PostgreSQL instead of the embedded one."),
  APP_SECRET: z
    .string()
    .min(32, "must be at least 32 characters; leave it empty to have one generated")
    .optional()
    .describe("Key that signs sessions and encrypts agent tokens; generated into DATA_DIR when empty. Keep it when you move."),
  ADMIN_EMAIL: z
    .string()
    .max(254, "must have at most 254 characters")
    .regex(EMAIL, "must be an e-mail address")
    .optional()
    .describe("First administrator, created on an empty database."),
  ADMIN_PASSWORD: z
    .string()
    .min(12, "must be at least 12 characters")
    .max(1_000, "must have at most 1000 characters")
    .optional()
    .describe("Password of that administrator; generated and printed once when empty."),
  PROJECT_DIR: absolute
    .refine(isFolder, "must be a folder that exists")
    .optional()
    .describe("Folder that the first project with a managed agent works in."),
  OCTOMIND_BIN: z.string().optional().describe("The octomind program, by its path or its name; octomind on the PATH when empty."),
  OCTOMIND_ROLE: z
    .string()
    .regex(ROLE, "must be a role like developer:rust")
    .optional()
    .describe("Role of managed agents; the agent's own default when empty."),
  OCTOMIND_URL: agentAddress.optional().describe("A running octomind server to make a project for."),
  OCTOMIND_TOKEN: z
    .string()
    .regex(/^\s*[\x21-\x7e]{1,4000}\s*$/, "must have no spaces and no letters outside ASCII, and at most 4000 characters")
    .optional()
    .describe("Bearer token for OCTOMIND_URL."),
  OCTOMIND_MAX_PROCESSES: wholeNumber(1, 10_000).default(50).describe("Most managed agents at once; more wait for a place."),
  OCTOMIND_MAX_MEMORY_MB: wholeNumber(64, 10_000_000)
    .default(Math.floor(memoryAllowed(totalmem(), process.constrainedMemory()) / 2 / 1024 / 1024))
    .describe("Most memory of all managed agents together, in MB; half of what this machine or container has when it is not set."),
  OCTOMIND_LINGER_SECONDS: wholeNumber(0, 86_400)
    .default(60)
    .describe("How long an idle managed agent is kept after its last viewer left."),
  SPOOL_MAX_MB: wholeNumber(1, 1_000_000).default(256).describe("Most disk space for frames that wait for the database, in MB."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be one of fatal, error, warn, info, debug, trace, silent")
    .default("info")
    .describe("How much the server logs: fatal, error, warn, info, debug, trace or silent."),
  TRUST_PROXY: yesOrNo.default(false).describe("Whether the X-Forwarded-For of a proxy in front names the client."),
} as const;

/** What the commands set for the server; nothing an operator needs to know. */
const internalVariables = {
  NODE_ENV: z.enum(["development", "production", "test"], "must be development, production or test").default("development"),
  /** Derived from APP_SECRET; next-auth insists on this name. */
  NEXTAUTH_SECRET: z.string().optional(),
  /** PUBLIC_URL or http://HOST:PORT; next-auth insists on this name. */
  NEXTAUTH_URL: z.string().optional(),
  /** Lets tests steer the demo agent with directives inside a message. */
  DEMO_DIRECTIVES: yesOrNo.default(false),
} as const;

const envSchema = z.object({ ...publicVariables, ...internalVariables });

export type Env = z.infer<typeof envSchema>;

/** Variables that mean nothing without another one. */
const NEEDS: [keyof Env, keyof Env][] = [
  ["ADMIN_PASSWORD", "ADMIN_EMAIL"],
  ["OCTOMIND_TOKEN", "OCTOMIND_URL"],
];

/** Parses variables; an empty one counts as not set. `problems` has one sentence for each wrong variable, and never a value. */
export function parseEnv(source: Record<string, string | undefined>): { env: Env; problems: [] } | { env: null; problems: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = envSchema.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  const alone = NEEDS.filter(([name, other]) => name in given && !(other in given)).map(
    ([name, other]) => `${name} needs ${other} as well`,
  );
  const missing =
    given.OCTOMIND_BIN && programPath(given.OCTOMIND_BIN, source.PATH) === null
      ? ["OCTOMIND_BIN must be a program that may be executed, by its path or its name on the PATH"]
      : [];
  const problems = [...wrong, ...missing, ...alone];
  return parsed.success && problems.length === 0 ? { env: parsed.data, problems: [] } : { env: null, problems };
}
