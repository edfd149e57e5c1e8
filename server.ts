// Composition root: one HTTP server for Next's pages and the bridge's sockets, started and stopped in order.
import { EventEmitter } from "node:events";
import { createServer } from "node:http";
import next from "next";
import { stampRequest } from "@/lib/auth/stamp-request";
import { viewerFromHandshake } from "@/lib/auth/viewer-from-handshake";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { isOwnHost, ownHosts, ownOrigins } from "@/lib/bridge/allowed-origins";
import { octomindPath } from "@/lib/bridge/find-octomind";
import { startBridge } from "@/lib/bridge/start-bridge";
import { env, wholeEnvironment } from "@/lib/platform/env";
import { guardRequest, refuseUpgrade } from "@/lib/platform/http-guard";
import { logger } from "@/lib/platform/logger";
import { closePools } from "@/lib/platform/pg-pool";
import { seedInstallation } from "@/lib/services/setup/seed-installation";

const STOP_MS = 9_000;
const isDevelopment = env.NODE_ENV === "development";
const { HOST: hostname, PORT: port } = env;

const { administrator } = await seedInstallation(env, { octomindFound: octomindPath(env, wholeEnvironment().PATH) !== null });
if (administrator?.password) {
  process.stdout.write(
    `\n  Sign in as ${administrator.email} with the password ${administrator.password}\n  It is shown only this once.\n\n`,
  );
}

// Next ends every upgrade whose path is a page's. It listens on a stand-in and gets only its own: the reload socket of development.
const nextUpgrades = new EventEmitter();
const pages = next({ dev: isDevelopment, hostname, port, httpServer: nextUpgrades as never }); // as: Next only listens on it
await pages.prepare();
const handle = pages.getRequestHandler();

const hosts = ownHosts(ownOrigins({ host: hostname, port, publicUrl: env.PUBLIC_URL }));
const httpServer = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 60_000 }, (request, response) => {
  if (guardRequest(request, response, (host) => isOwnHost(hosts, host))) return;
  stampRequest(request, env.TRUST_PROXY);
  void handle(request, response);
});
httpServer.maxHeadersCount = 100;
httpServer.on("upgrade", (request, socket, head) => {
  if (request.url?.startsWith("/socket.io/")) return; // Socket.IO has its own listener
  if (isDevelopment && isOwnHost(hosts, request.headers.host)) nextUpgrades.emit("upgrade", request, socket, head);
  else refuseUpgrade(socket);
});

const bridge = await startBridge({ httpServer, authenticate: viewerFromHandshake, viewerOfDevice });
httpServer.listen(port, hostname, () => logger.info({ hostname, port }, "serving"));

let isStopping = false;
async function stop(reason: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  logger.info({ reason }, "stopping");
  setTimeout(() => process.exit(1), STOP_MS).unref();
  httpServer.close();
  await bridge.close();
  httpServer.closeAllConnections();
  await pages.close();
  await closePools();
  process.exit(0);
}

process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));
process.on("disconnect", () => void stop("the starting process is gone"));
process.on("unhandledRejection", (err) => logger.error({ err }, "a promise was rejected and nobody listened"));
