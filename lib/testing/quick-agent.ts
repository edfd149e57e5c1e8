/** A demo agent in this process that loses no time and follows directives, for tests of the bridge. */
import { randomUUID } from "node:crypto";
import { type DemoAgent, startDemoAgent } from "@/lib/demo-agent/server";
import { dataFolder } from "@/lib/platform/data-dir";

/** `port`: that of one which has ended; left out: any. */
export function startQuickAgent(port?: number): Promise<DemoAgent> {
  const dataDir = dataFolder(`agent-${randomUUID()}`);
  const place = port === undefined ? {} : { port };
  return startDemoAgent({ dataDir, sampleDir: "lib/demo-agent/sample-project", paceMs: 0, directives: true, ...place });
}
