/** What an administrator may say about a project's agent, checked before anything connects to it. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { refuse } from "@/lib/domain/refusal";
import { isBareAddress, OWN_NAMES, ROLE } from "@/lib/platform/agent-rules";

export const roleSchema = z.string().regex(ROLE, "A role looks like developer or developer:rust.");

const blankAsNull = (value: unknown): unknown => (value === undefined || (typeof value === "string" && value.trim() === "") ? null : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankAsNull, schema.nullable());

const absolutePath = z
  .string()
  .max(4_000)
  .refine((value) => path.isAbsolute(value) && !/\p{Cc}/u.test(value), "Give the whole path, starting with /.")
  .transform((value) => path.normalize(value));

const agentAddress = z
  .string()
  .max(2_000)
  .transform((typed) => typed.trim())
  .refine((typed) => URL.canParse(typed) && /^wss?:$/.test(new URL(typed).protocol), "An agent's address starts with ws:// or wss://.")
  .refine(isBareAddress, "An address carries no password and no parameters; the token has its own field.")
  .transform((typed) => new URL(typed).href);

/** Visible ASCII: it travels in an HTTP header. */
const bearerToken = z
  .string()
  .max(4_000)
  .transform((typed) => typed.trim())
  .refine((token) => /^[\x21-\x7e]*$/.test(token), "A token has no spaces and no letters outside ASCII.");

const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,127}$/, "A variable's name has capital letters, digits and underscores.")
  .refine((name) => !OWN_NAMES.has(name), "This variable is the dashboard's own and is never passed on.");

export const upstreamInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("demo") }),
  z.object({
    kind: z.literal("external"),
    url: agentAddress,
    /** Not given: the stored one stays, if the address does. Empty: none. */
    token: bearerToken.optional(),
    cwd: optional(absolutePath),
    role: optional(roleSchema),
  }),
  z.object({
    kind: z.literal("managed"),
    cwd: absolutePath,
    role: optional(roleSchema),
    configPath: optional(absolutePath),
    dataDir: optional(absolutePath),
    envNames: z.array(envName).max(100).default([]),
  }),
]);
export type UpstreamInput = z.output<typeof upstreamInput>;

async function kindOfPlace(place: string): Promise<"folder" | "file" | "nothing"> {
  const found = await stat(place).catch(() => null); // unreadable and absent are the same to the agent
  if (found?.isDirectory()) return "folder";
  return found?.isFile() ? "file" : "nothing";
}

/** Refuses "invalid_payload" when a managed agent's places are not on this machine. */
export async function checkPlaces(input: UpstreamInput): Promise<void> {
  if (input.kind !== "managed") return;
  if ((await kindOfPlace(input.cwd)) !== "folder") refuse("invalid_payload", `There is no folder ${input.cwd} on the dashboard's machine.`);
  if (input.configPath && (await kindOfPlace(input.configPath)) !== "file") {
    refuse("invalid_payload", `There is no file ${input.configPath} on the dashboard's machine.`);
  }
  if (input.dataDir && (await kindOfPlace(input.dataDir)) === "file")
    refuse("invalid_payload", `${input.dataDir} is a file, not a folder.`);
}
