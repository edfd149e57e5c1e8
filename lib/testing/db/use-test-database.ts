/** Vitest's setup file for database tests: this worker's own database and data folder, named before any module reads them. */
import path from "node:path";
import { openWorkerDatabase } from "./test-database";

process.env.DATABASE_URL = await openWorkerDatabase();
process.env.DATA_DIR = path.resolve("test-results/vitest-data", `worker-${process.env.VITEST_POOL_ID}`);
