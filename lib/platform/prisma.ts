/** One Prisma client per process, on the pg driver; it connects at the first query. */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { env } from "./env";
import { logger } from "./logger";
import { oncePerProcess } from "./once-per-process";
import { ANSWER_TIMEOUT_MS, WITHOUT_JIT } from "./pg-pool";

const MAX_CONNECTIONS = 10;

/** An address nobody answers at: `next build` imports this module without a database and asks nothing. */
const NO_DATABASE = "postgresql://unset@127.0.0.1:1/unset";

function createClient(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: env.DATABASE_URL ?? NO_DATABASE,
      max: MAX_CONNECTIONS,
      options: WITHOUT_JIT,
      application_name: "octomind-dashboard prisma",
      connectionTimeoutMillis: 5_000,
      query_timeout: ANSWER_TIMEOUT_MS,
    },
    { onPoolError: (err) => logger.warn({ err, pool: "prisma" }, "an idle database connection was lost") },
  );
  return new PrismaClient({ adapter });
}

export const prisma = oncePerProcess("prisma", createClient);
