/** The whole bridge on a real port, with the real database and a demo agent in this process, for tests. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describeRequest } from "@/lib/auth/stamp-request";
import { viewerFromHandshake } from "@/lib/auth/viewer-from-handshake";
import { viewerOfDevice, viewersOfDevices } from "@/lib/auth/viewer-of-device";
import { type BridgeOptions, startBridge } from "@/lib/bridge/start-bridge";
import type { DemoAgent } from "@/lib/demo-agent/server";
import { type BrowserSettings, type FakeBrowser, openBrowser } from "@/lib/testing/fake-browser";
import { startQuickAgent } from "@/lib/testing/quick-agent";

export type TestBridge = {
  port: number;
  agent: DemoAgent;
  browse(deviceId: string, settings?: Partial<BrowserSettings>): Promise<FakeBrowser>;
  /** Ends the bridge alone; browsers find out by themselves. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

/** Resolves when browsers may come. `browse` opens a browser that `close` closes. */
export async function startTestBridge(wishes: Partial<BridgeOptions> = {}): Promise<TestBridge> {
  const agent = await startQuickAgent();
  const httpServer = createServer((_request, response) => response.end("a page"));
  const requestOf = (request: IncomingMessage) => describeRequest(request, false);
  const asked = { authenticate: viewerFromHandshake, requestOf, viewerOfDevice, viewersOfDevices };
  const bridge = await startBridge({ httpServer, ...asked, ...wishes });
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
  const { port } = httpServer.address() as AddressInfo; // as: it listens on TCP
  const browsers: FakeBrowser[] = [];
  return {
    port,
    agent,
    browse: async (deviceId, settings) => {
      const browser = await openBrowser({ port, deviceId, ...settings });
      browsers.push(browser);
      return browser;
    },
    stop: bridge.close,
    close: async () => {
      for (const browser of browsers) browser.close();
      const closed = new Promise((resolve) => httpServer.close(resolve));
      await bridge.close();
      httpServer.closeAllConnections();
      await closed;
      await agent.close();
    },
  };
}
