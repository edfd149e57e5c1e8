/** The browsers' door: who may open a socket, how much they may ask, and one answer for every event. */
import type { Server as HttpServer, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Server } from "socket.io";
import { type Refusal, RefusedError, refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import type { CurrentRequest } from "@/lib/platform/current-request";
import { logger } from "@/lib/platform/logger";
import { isStorageAway } from "@/lib/platform/storage-away";
import type { ChannelEvent } from "@/lib/protocol/browser-channel";
import { PING_MS } from "@/lib/protocol/channel-limits";
import type { OwnAddress } from "./allowed-origins";
import { type BrowserServer, type BrowserSocket, rightsOf } from "./gateway-types";
import { type GatewayDeps, perform } from "./gateway-verbs";
import { leaveAll } from "./joined-sessions";
import { Lanes } from "./lanes";
import { type Packet, parsePacket } from "./parse-packet";
import { RateLimit } from "./rate-limit";
import { allowTextOnly, guardUpgrades, Seats, SOCKET_PATH } from "./socket-admission";

/** A message of 256 KiB may grow sixfold when it is written as JSON. */
const WIRE_MAX = 2 * 1024 * 1024;
/** How long a connection may stay without saying that it wants to join. */
const CONNECT_MS = 10_000;
const LAST_WORDS_MS = 500;
/** What a session is told keeps the order in which it was said. */
const SAYINGS: ReadonlySet<string> = new Set<ChannelEvent>(["session:send", "queue:edit", "queue:move", "queue:remove", "queue:send-now"]);

/** The lane in which a socket's packet waits for those before it; null: it waits for nothing. */
function laneOf({ id }: BrowserSocket, { event, payload }: Packet): string | null {
  // The later one wins, whatever the sessions are: how many are joined is limited.
  if (event === "session:join") return `${id} joins`;
  return SAYINGS.has(event) && "sessionId" in payload ? `${id} ${payload.sessionId}` : null;
}

export type GatewayOptions = GatewayDeps & {
  httpServer: HttpServer;
  address: OwnAddress;
  /** Who opens this connection, by its cookie. */
  authenticate(headers: IncomingHttpHeaders): Promise<Viewer | null>;
  /** What is written down of whoever opens it. */
  requestOf(request: IncomingMessage): CurrentRequest;
};

function toRefusal(error: unknown, event: string, requestId: string): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (isStorageAway(error)) return { code: "storage_unavailable" };
  logger.error({ err: error, event, requestId }, "a browser's event failed");
  return { code: "internal" };
}

export class BrowserGateway {
  readonly io: BrowserServer;
  readonly #options: GatewayOptions;
  readonly #seats = new Seats();
  /** What has to happen in the order in which it was asked. */
  readonly #lanes = new Lanes();
  readonly #perSocket = new RateLimit({ capacity: 60, perSecond: 20 });
  readonly #perPerson = new RateLimit({ capacity: 200, perSecond: 40 });
  #isClosing = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.io = new Server(
      guardUpgrades(options.httpServer, options.address, () => !this.#isClosing),
      {
        path: SOCKET_PATH,
        serveClient: false,
        destroyUpgrade: false,
        transports: ["websocket"],
        perMessageDeflate: false,
        maxHttpBufferSize: WIRE_MAX,
        connectTimeout: CONNECT_MS,
        // How long an answer may take stays as it is: on a slow line it stands behind what is on its way.
        pingInterval: PING_MS,
      },
    );
    allowTextOnly(this.io);
    this.io.engine.on("headers", (headers: Record<string, string>, request: IncomingMessage) => {
      headers["X-Request-Id"] = options.requestOf(request).id;
    });
    this.io.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => {
          const refusal = toRefusal(error, "connect", options.requestOf(socket.request).id);
          next(Object.assign(new Error(refusal.code), { data: refusal }));
        },
      );
    });
    this.io.on("connection", (socket) => this.#serve(socket));
  }

  /** Tells every browser that the server restarts, and cuts them; who does not listen is cut without. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.io.emit("channel:closing", { code: "restarting" });
    this.io.disconnectSockets(true);
    const limit = performance.now() + LAST_WORDS_MS;
    while (this.io.engine.clientsCount > 0 && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 10));
    this.io.engine.close();
  }

  async #admit(socket: BrowserSocket): Promise<void> {
    const viewer = (await this.#options.authenticate(socket.handshake.headers)) ?? refuse("unauthenticated");
    this.#seats.take(socket, viewer.personId);
    const request = this.#options.requestOf(socket.request);
    const asked = { isWatchingLists: false, joined: new Map() };
    Object.assign(socket.data, { viewer, request, rights: rightsOf(viewer), ...asked });
  }

  #serve(socket: BrowserSocket): void {
    // What let it in is not kept as long as the connection, the cookie least of all. Engine.IO holds on to the request itself.
    Object.assign(socket.request, { headers: {}, rawHeaders: [] });
    Object.assign(socket.handshake, { headers: {} });
    socket.on("disconnect", () => leaveAll(socket));
    // Never handed on: names are a browser's choice, and an emitter has names of its own.
    socket.use(([event, ...args]: unknown[]) => {
      const answer = args.pop();
      if (typeof answer !== "function") return;
      void this.#answer(socket, event, args[0]).then((result) => answer(result));
    });
  }

  async #answer(socket: BrowserSocket, event: unknown, payload: unknown): Promise<object> {
    try {
      return { ok: true, ...(await this.#call(socket, event, payload)) };
    } catch (error) {
      return { ok: false, refusal: toRefusal(error, String(event), socket.data.request.id) };
    }
  }

  async #call(socket: BrowserSocket, name: unknown, given: unknown): Promise<object> {
    const now = Date.now();
    const { personId } = socket.data.viewer;
    if (!this.#perSocket.take(socket.id, now) || !this.#perPerson.take(String(personId), now)) {
      refuse("too_many_requests", "That was too much at once. Wait a moment.");
    }
    const packet = parsePacket(name, given);
    const lane = laneOf(socket, packet);
    return lane === null ? perform(socket, packet, this.#options) : this.#lanes.run(lane, () => perform(socket, packet, this.#options));
  }
}
