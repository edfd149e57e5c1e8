/** One Prisma client per process, on the pg driver; it connects at the first query. */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { env } from "./env";
import { oncePerProcess } from "./once-per-process";
import { ANSWER_TIMEOUT_MS, openPool } from "./pg-pool";

const MAX_CONNECTIONS = 10;

/** An address nobody answers at: `next build` imports this module without a database and asks nothing. */
const NO_DATABASE = "postgresql://unset@127.0.0.1:1/unset";

/** Everything but tests uses `prisma`. */
export function openPrisma({ answerMs = ANSWER_TIMEOUT_MS } = {}): PrismaClient {
  const pool = openPool("prisma", MAX_CONNECTIONS, { answerMs, address: env.DATABASE_URL ?? NO_DATABASE });
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

export const prisma = oncePerProcess("prisma", openPrisma);
