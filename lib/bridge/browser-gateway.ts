/** The browsers' door: who may open a socket, how much they may ask, and one answer for every event. */
import type { Server as HttpServer, IncomingHttpHeaders } from "node:http";
import { Server } from "socket.io";
import type { z } from "zod";
import { type Refusal, RefusedError, refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { StorageAwayError } from "@/lib/event-log/storage-away";
import { logger } from "@/lib/platform/logger";
import { type ChannelEvent, channelPayloads, PACKET_MAX_BYTES } from "@/lib/protocol/browser-channel";
import { isOwnHost, isOwnOrigin, type OwnAddress, ownHosts, ownOrigins } from "./allowed-origins";
import { type BrowserServer, type BrowserSocket, rightsOf } from "./gateway-types";
import { type GatewayDeps, gatewayVerbs } from "./gateway-verbs";
import { leaveAll } from "./joined-sessions";
import { RateLimit } from "./rate-limit";

/** A message of 256 KiB may grow sixfold when it is written as JSON. */
const WIRE_MAX = 2 * 1024 * 1024;
const SOCKETS_PER_PERSON = 20;
const LARGE: ReadonlySet<string> = new Set<ChannelEvent>(["session:send", "queue:edit"]);

export type GatewayOptions = GatewayDeps & {
  httpServer: HttpServer;
  address: OwnAddress;
  /** Who opens this connection, by its cookie. */
  authenticate(headers: IncomingHttpHeaders): Promise<Viewer | null>;
  /** The same device with today's rights. */
  viewerOf(deviceId: string): Promise<Viewer | null>;
};

const isEvent = (name: string): name is ChannelEvent => Object.hasOwn(channelPayloads, name);

function toRefusal(error: unknown, event: string): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (error instanceof StorageAwayError) return { code: "storage_unavailable" };
  logger.error({ err: error, event }, "a browser's event failed");
  return { code: "internal" };
}

export class BrowserGateway {
  readonly io: BrowserServer;
  readonly #options: GatewayOptions;
  readonly #perSocket = new RateLimit({ capacity: 60, perSecond: 20 });
  readonly #perPerson = new RateLimit({ capacity: 200, perSecond: 40 });

  constructor(options: GatewayOptions) {
    this.#options = options;
    const origins = ownOrigins(options.address);
    const hosts = ownHosts(origins);
    this.io = new Server(options.httpServer, {
      path: "/socket.io",
      serveClient: false,
      destroyUpgrade: false,
      transports: ["websocket"],
      perMessageDeflate: false,
      maxHttpBufferSize: WIRE_MAX,
      allowRequest: ({ headers }, decide) => decide(null, isOwnOrigin(origins, headers.origin) && isOwnHost(hosts, headers.host)),
    });
    this.io.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(new Error(toRefusal(error, "connect").code)),
      );
    });
    this.io.on("connection", (socket) => this.#serve(socket));
  }

  /** Tells every browser why, and cuts it. */
  async close(): Promise<void> {
    this.io.emit("channel:closing", { code: "restarting" });
    // One turn of the loop, so that the words go out before the cut.
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.io.disconnectSockets(true);
  }

  async #admit(socket: BrowserSocket): Promise<void> {
    const viewer = (await this.#options.authenticate(socket.handshake.headers)) ?? refuse("unauthenticated");
    const open = [...this.io.sockets.sockets.values()].filter((other) => other.data.viewer?.personId === viewer.personId);
    if (open.length >= SOCKETS_PER_PERSON) refuse("too_many_requests");
    Object.assign(socket.data, { viewer, rights: rightsOf(viewer), isWatchingLists: false, joined: new Map() });
  }

  #serve(socket: BrowserSocket): void {
    socket.on("disconnect", () => leaveAll(socket));
    socket.onAny((name: string, ...args: unknown[]) => {
      const answer = args.at(-1);
      if (args.some((arg) => hasBinary(arg))) return void socket.disconnect(true);
      if (typeof answer !== "function") return;
      void this.#answer(socket, name, args.length > 1 ? args[0] : undefined).then((result) => answer(result));
    });
  }

  async #answer(socket: BrowserSocket, name: string, payload: unknown): Promise<object> {
    try {
      return { ok: true, ...(await this.#call(socket, name, payload)) };
    } catch (error) {
      return { ok: false, refusal: toRefusal(error, name) };
    }
  }

  async #call(socket: BrowserSocket, name: string, payload: unknown): Promise<object> {
    const now = Date.now();
    const { viewer } = socket.data;
    if (!this.#perSocket.take(socket.id, now) || !this.#perPerson.take(String(viewer.personId), now)) {
      refuse("too_many_requests", "That was too much at once. Wait a moment.");
    }
    if (!isEvent(name)) refuse("invalid_payload", "This server does not know that event.");
    if (!LARGE.has(name) && sizeOf(payload) > PACKET_MAX_BYTES) refuse("invalid_payload", "This is larger than 64 KiB.");
    const parsed = channelPayloads[name].safeParse(payload);
    if (!parsed.success) refuse("invalid_payload", describeProblem(parsed.error));
    const fresh = (await this.#options.viewerOf(viewer.deviceId)) ?? refuse("unauthenticated");
    socket.data.viewer = fresh;
    const verb = gatewayVerbs[name] as (socket: BrowserSocket, payload: unknown, deps: GatewayDeps) => Promise<object>; // as: the payload was parsed with this event's own schema
    return verb(socket, parsed.data, this.#options);
  }
}

const describeProblem = ({ issues }: z.core.$ZodError): string =>
  issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "payload"}: ${issue.message}`)
    .join("; ");

function sizeOf(payload: unknown): number {
  return Buffer.byteLength(JSON.stringify(payload) ?? "");
}

function hasBinary(value: unknown, depth = 0): boolean {
  if (Buffer.isBuffer(value) || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true;
  if (typeof value !== "object" || value === null || depth > 20) return false;
  return Object.values(value).some((inner) => hasBinary(inner, depth + 1));
}
