/** Vitest's setup file for database tests: points this worker's DATABASE_URL at its own clone before any module reads it. */
import { openWorkerDatabase } from "./test-database";

process.env.DATABASE_URL = await openWorkerDatabase();
