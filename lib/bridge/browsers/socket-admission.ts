/** The browsers' socket door: upgrades of our path only, from pages of our own, in text, and so many a person. */
import { createServer, type Server as HttpServer } from "node:http";
import { refuse } from "@/lib/domain/refusal";
import { refuseUpgrade } from "@/lib/platform/http-guard";
import { isOwnHost, isOwnOrigin, type OwnAddress, ownHosts, ownOrigins } from "./allowed-origins";
import type { BrowserServer, BrowserSocket } from "./gateway-types";

export const SOCKET_PATH = "/socket.io";
const SOCKETS_PER_PERSON = 20;

/** True for what belongs to Socket.IO; every other upgrade is somebody else's to answer. */
export const isSocketUpgrade = (url: string | undefined): boolean => url?.startsWith(`${SOCKET_PATH}/`) ?? false;

/**
 * Another revision of the protocol would be taken to a WebSocket first and refused in words that are none of its. The id of an open
 * connection is for those who began by polling: it would give that connection, and its person's rights, to whoever knows the id.
 */
function isNewConnection(url: string): boolean {
  const asked = new URL(url, "http://stand-in").searchParams;
  return asked.get("EIO") === "4" && !asked.has("sid");
}

/**
 * Gives a stand-in that never listens: Socket.IO attaches to it and gets only what was let through. A page of another site can open a
 * WebSocket with our cookie, so the Origin decides; the Host keeps out names that were pointed at us.
 */
export function guardUpgrades(httpServer: HttpServer, address: OwnAddress, isOpen: () => boolean): HttpServer {
  const origins = ownOrigins(address);
  const hosts = ownHosts(origins);
  const inside = createServer();
  httpServer.on("upgrade", (request, socket, head) => {
    const { url } = request;
    if (!url || !isSocketUpgrade(url)) return;
    if (!isOwnOrigin(origins, request.headers.origin) || !isOwnHost(hosts, request.headers.host)) refuseUpgrade(socket, "403 Forbidden");
    else if (!isNewConnection(url)) refuseUpgrade(socket, "400 Bad Request");
    else if (!isOpen()) refuseUpgrade(socket, "503 Service Unavailable");
    else inside.emit("upgrade", request, socket, head);
  });
  return inside;
}

type Packet = { type: string; data: unknown };
type Connection = { on(event: "packet", listener: (packet: Packet) => void): void; close(discard: boolean): void };

/** Socket.IO's packet types for binary events and answers; we have neither, and their attachments would wait in memory. */
const BINARY_PACKET = /^[56]/;

/** Cuts whoever sends anything binary, signed in or not. */
export function allowTextOnly(io: BrowserServer): void {
  io.engine.on("connection", (connection: Connection) => {
    connection.on("packet", ({ type, data }) => {
      if (type === "message" && (typeof data !== "string" || BINARY_PACKET.test(data))) connection.close(true);
    });
  });
}

/** How many sockets each person has open, those included that are just being let in. */
export class Seats {
  readonly #taken = new Map<number, number>();

  /** Taken until the connection closes. Refuses "too_many_requests". */
  take(socket: BrowserSocket, personId: number): void {
    const taken = this.#taken.get(personId) ?? 0;
    if (taken >= SOCKETS_PER_PERSON)
      refuse("too_many_requests", `You have ${SOCKETS_PER_PERSON} pages open. Close one and reload this one.`);
    if (socket.conn.readyState !== "open") refuse("unauthenticated");
    this.#taken.set(personId, taken + 1);
    socket.conn.once("close", () => this.#free(personId));
  }

  #free(personId: number): void {
    const left = (this.#taken.get(personId) ?? 1) - 1;
    if (left > 0) this.#taken.set(personId, left);
    else this.#taken.delete(personId);
  }
}
