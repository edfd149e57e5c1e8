/** The bridge's front door: joins the log, the agents, the live sessions and the browsers, and takes them apart in order. */
import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Viewer } from "@/lib/domain/viewer";
import { LEASE_RENEWAL_MS, releaseLease, renewLease } from "@/lib/event-log/claim-session";
import { EventWriter } from "@/lib/event-log/event-writer";
import type { CurrentRequest } from "@/lib/platform/current-request";
import { dataFolder, holderId } from "@/lib/platform/data-dir";
import { env } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { appendPool, pgPool } from "@/lib/platform/pg-pool";
import { SessionAgents } from "./agents/session-agent";
import { announceChanges } from "./browsers/announce-changes";
import { BrowserGateway } from "./browsers/browser-gateway";
import { inSharedFrames } from "./browsers/shared-frame";
import { watchRights } from "./browsers/watch-rights";
import { SpoolStore } from "./recording/spool";
import { recoverTurns } from "./recover-turns";
import { SessionNotices } from "./session-notices";
import { SessionHub } from "./sessions/session-hub";

export type BridgeOptions = {
  httpServer: HttpServer;
  authenticate(headers: IncomingHttpHeaders): Promise<Viewer | null>;
  /** What is written down of whoever opens a connection. */
  requestOf(request: IncomingMessage): CurrentRequest;
  /** The same device with today's rights; counts as use of it. */
  viewerOfDevice(deviceId: string): Promise<Viewer | null>;
  /** Of these devices, those that may still come; counts as use of none. */
  viewersOfDevices(deviceIds: readonly string[]): Promise<Viewer[]>;
  /** How long a browser may take to acknowledge a batch, in ms. */
  ackMs?: number;
};

const ACK_MS = 20_000;

export type Bridge = {
  /** Why nothing can be recorded, in words; none: it can. */
  whyNotRecording(): Promise<string[]>;
  close(): Promise<void>;
};

/** Resolves when browsers may come. `close` resolves when everything received is kept and every agent of ours has ended. */
export async function startBridge({
  httpServer,
  authenticate,
  requestOf,
  viewerOfDevice,
  viewersOfDevices,
  ackMs = ACK_MS,
}: BridgeOptions): Promise<Bridge> {
  const pool = pgPool();
  const writer = new EventWriter(appendPool(), { asking: pool });
  const spool = new SpoolStore({ folder: dataFolder("spool"), maxBytes: env.SPOOL_MAX_MB * 1024 * 1024, writer });
  const agents = new SessionAgents();
  const holder = holderId();
  const hub = new SessionHub({ pool, writer, spool, agents, holderId: holder, lingerMs: env.OCTOMIND_LINGER_SECONDS * 1_000 });
  const renew = () => renewLease(pool, holder, `${env.HOST}:${env.PORT}`);

  await agents.endLeftovers();
  await spool.drainAll();
  await renew();
  await recoverTurns(pool, hub, holder);

  const lease = setInterval(
    () => void renew().catch((err: unknown) => logger.warn({ err }, "the lease could not be renewed")),
    LEASE_RENEWAL_MS,
  );
  lease.unref();
  const notices = new SessionNotices(
    (sessionId) => void hub.nudge(sessionId).catch(() => {}),
    () => void hub.nudgeAll().catch(() => {}),
  );
  await notices.open();
  const address = { host: env.HOST, port: env.PORT, publicUrl: env.PUBLIC_URL };
  const gateway = new BrowserGateway({
    httpServer,
    address,
    authenticate,
    requestOf,
    viewerOf: viewerOfDevice,
    hub,
    agents,
    deliver: inSharedFrames(ackMs),
  });
  const ends = [watchRights(gateway.io, viewersOfDevices), announceChanges(gateway.io, hub, pool)];

  return {
    whyNotRecording: () => writer.health.whyNot(),
    close: async () => {
      for (const end of ends) end();
      clearInterval(lease);
      await gateway.close();
      await notices.close();
      await hub.close();
      await agents.close();
      await writer.close();
      await releaseLease(pool, holder).catch((err: unknown) => logger.warn({ err }, "the lease could not be given back"));
    },
  };
}
