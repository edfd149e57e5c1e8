import { startApp, stopApp } from "./app-process";

/** One application for all tests that do not stop theirs. */
export default async function setup(): Promise<() => Promise<void>> {
  const app = await startApp();
  process.env.APP_URL = app.url;
  process.env.APP_DATA_DIR = app.dataDir;
  return () => stopApp(app);
}
