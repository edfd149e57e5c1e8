// Composition root: one HTTP server for Next's pages and the bridge's sockets, started and stopped in order.
import { EventEmitter } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import next from "next";
import { describeRequest, stampRequest } from "@/lib/auth/stamp-request";
import { viewerFromHandshake } from "@/lib/auth/viewer-from-handshake";
import { viewerOfDevice, viewersOfDevices } from "@/lib/auth/viewer-of-device";
import { octomindPath } from "@/lib/bridge/agents/find-octomind";
import { hostOfOwnOrigin, isOwnHost, ownHosts, ownOrigins } from "@/lib/bridge/browsers/allowed-origins";
import { isSocketUpgrade } from "@/lib/bridge/browsers/socket-admission";
import { startBridge } from "@/lib/bridge/start-bridge";
import { serveBuiltFiles } from "@/lib/platform/built-files";
import { contentPolicy } from "@/lib/platform/content-policy";
import { inRequest } from "@/lib/platform/current-request";
import { endInOrder, outliveRejections } from "@/lib/platform/end-in-order";
import { env, wholeEnvironment } from "@/lib/platform/env";
import { answerProbe } from "@/lib/platform/health-probes";
import { guardRequest, refuseUpgrade } from "@/lib/platform/http-guard";
import { logger } from "@/lib/platform/logger";
import { closePools } from "@/lib/platform/pg-pool";
import { prisma } from "@/lib/platform/prisma";
import { writeRefusedAttempts } from "@/lib/platform/refused-attempts";
import { sayUnreadable } from "@/lib/platform/unread-request";
import { checkHealth } from "@/lib/services/check-health";
import { seedInstallation } from "@/lib/services/setup/seed-installation";

/** Kept longer than proxies keep theirs (60 s is usual): one that we close first may have a request on its way, which then fails. */
const KEEP_MS = 65_000;
const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: KEEP_MS };
const isDevelopment = env.NODE_ENV === "development";
const { HOST: hostname, PORT: port } = env;

outliveRejections();

await seedInstallation(env, {
  octomindFound: octomindPath(env, wholeEnvironment().PATH) !== null,
  tellPassword: (email, password) =>
    process.stdout.write(`\n  Sign in as ${email} with the password ${password}\n  It is shown only this once.\n\n`),
  tellNoOctomind: () =>
    process.stdout.write("> PROJECT_DIR is set, but there is no octomind on the PATH: install it, or set OCTOMIND_BIN, and start again\n"),
});

// Next ends every upgrade whose path is a page's. It listens on a stand-in and gets only its own: the reload socket of development.
const nextUpgrades = new EventEmitter();
const pages = next({ dev: isDevelopment, hostname, port, httpServer: nextUpgrades as never }); // as: Next only listens on it
await pages.prepare();
const handle = pages.getRequestHandler();
/** A build's files are known when it is done; in development Next makes them as they are asked for. */
const serveBuilt = isDevelopment ? () => false : serveBuiltFiles(".next/static");

const requestOf = (request: IncomingMessage) => describeRequest(request, env.TRUST_PROXY);
const origins = ownOrigins({ host: hostname, port, publicUrl: env.PUBLIC_URL });
const hosts = ownHosts(origins);

/** Next takes an action only from a page of the host that was asked, and a proxy may have asked by our inner name. */
function sayWhoWasAsked({ headers }: IncomingMessage): void {
  const host = hostOfOwnOrigin(origins, headers.origin);
  if (host) headers["x-forwarded-host"] = host;
}

async function whyNotReady(): Promise<string[]> {
  if (isEnding()) return ["it ends"];
  const [answers, whyNotRecording] = await Promise.all([checkHealth(), bridge.whyNotRecording()]);
  return answers ? whyNotRecording : ["the database does not answer", ...whyNotRecording];
}

const httpServer = createServer(LIMITS, (request, response) => {
  if (answerProbe(request, response, whyNotReady)) return;
  const policy = contentPolicy(isDevelopment);
  if (guardRequest(request, response, (host) => isOwnHost(hosts, host), policy.header)) return;
  if (serveBuilt(request, response)) return;
  sayWhoWasAsked(request);
  stampRequest(request, env.TRUST_PROXY, policy);
  const asked = requestOf(request);
  response.setHeader("X-Request-Id", asked.id);
  sayUnreadable(request, response, asked);
  inRequest(asked, () => handle(request, response)).catch((err: unknown) => {
    logger.error({ err, requestId: asked.id }, "a page failed");
    response.destroy();
  });
});
httpServer.maxHeadersCount = 100;
httpServer.on("upgrade", (request, socket, head) => {
  const { url, headers } = request;
  if (!url?.startsWith("/")) refuseUpgrade(socket, "400 Bad Request");
  else if (isSocketUpgrade(url))
    return; // the bridge has its own listener
  else if (isDevelopment && url.startsWith("/_next/") && isOwnHost(hosts, headers.host))
    nextUpgrades.emit("upgrade", request, socket, head);
  else refuseUpgrade(socket, "404 Not Found");
});

const bridge = await startBridge({ httpServer, authenticate: viewerFromHandshake, requestOf, viewerOfDevice, viewersOfDevices });
const isEnding = endInOrder(async () => {
  httpServer.close();
  await bridge.close();
  httpServer.closeAllConnections();
  await pages.close();
  await writeRefusedAttempts();
  await Promise.all([closePools(), prisma.$disconnect()]);
});
httpServer.listen(port, hostname, () => logger.info({ hostname, port }, "serving"));
