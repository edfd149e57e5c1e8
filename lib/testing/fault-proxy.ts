/** A TCP proxy that harms what goes through it, out of a seed: late, slow, in slices, into nothing, or cut after so many bytes. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { callAfter } from "@/lib/platform/call-after";
import { type Chance, chanceOf } from "./seeded-chance";

/** up: from the client to the server. */
export type Way = "up" | "down";
export type Faults = {
  /** Before each slice. */
  latencyMs: number;
  /** At most so much more, by chance. */
  jitterMs: number;
  bytesPerSecond: number;
  /** The most bytes of one write; how many they are is by chance. */
  sliceBytes: number;
  /** Cuts the connection when so many bytes went this way over it. */
  cutAfterBytes: number;
  /** A black hole: takes everything, passes nothing on, and says nothing. */
  swallows: boolean;
};
export type ProxyOptions = {
  target: { host: string; port: number };
  seed: number;
  /** Calls back after so many ms. */
  after?: (ms: number, call: () => void) => unknown;
};

const SOUND: Faults = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  sliceBytes: Number.POSITIVE_INFINITY,
  cutAfterBytes: Number.POSITIVE_INFINITY,
  swallows: false,
};

export class FaultProxy {
  readonly #target: ProxyOptions["target"];
  readonly #after: NonNullable<ProxyOptions["after"]>;
  readonly #chance: Chance;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #faults: Record<Way, Faults> = { up: SOUND, down: SOUND };
  /** Connections that were made, and of them those that were cut by their number of bytes. */
  readonly count = { made: 0, cut: 0 };

  constructor({ target, seed, after = callAfter }: ProxyOptions) {
    this.#target = target;
    this.#after = after;
    this.#chance = chanceOf(seed);
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#join(client));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port; // as: a server that listens on a port has one
  }

  /** From now on, also on connections that are there; what is not named is sound. */
  harm(way: Way, faults: Partial<Faults>): void {
    this.#faults[way] = { ...SOUND, ...faults };
  }

  /** Cuts every connection, by a reset where the system lets it overtake the end; the next ones are taken. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(client: Socket): void {
    this.count.made += 1;
    const server = connect({ ...this.#target, allowHalfOpen: true });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      // A reset arrives as one.
      socket.on("error", () => other.resetAndDestroy());
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    void this.#carry("up", client, server);
    void this.#carry("down", server, client);
  }

  async #carry(way: Way, from: Socket, to: Socket): Promise<void> {
    let passed = 0;
    try {
      for await (const chunk of from.iterator({ destroyOnReturn: false })) {
        for (let rest: Buffer = chunk; rest.length > 0; ) {
          const slice = this.#sliceOf(way, rest, passed);
          rest = rest.subarray(slice.length);
          await this.#pass(way, slice, to);
          passed += slice.length;
          if (passed >= this.#faults[way].cutAfterBytes) return this.#cut(from, to);
        }
      }
      to.end();
    } catch {
      // A connection that is gone carries nothing more, and says so by itself.
    }
  }

  #sliceOf(way: Way, rest: Buffer, passed: number): Buffer {
    const { sliceBytes, cutAfterBytes } = this.#faults[way];
    const most = Number.isFinite(sliceBytes) ? 1 + this.#chance(sliceBytes) : rest.length;
    return rest.subarray(0, Math.max(1, Math.min(most, cutAfterBytes - passed)));
  }

  async #pass(way: Way, slice: Buffer, to: Socket): Promise<void> {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#faults[way];
    const wait = latencyMs + this.#chance(jitterMs + 1) + Math.ceil((slice.length * 1_000) / bytesPerSecond);
    if (wait > 0) await new Promise<void>((resolve) => void this.#after(wait, resolve));
    if (this.#faults[way].swallows) return;
    await new Promise<void>((resolve, reject) => to.write(slice, (error) => (error ? reject(error) : resolve())));
  }

  /** In order towards the receiver: a reset could overtake the last bytes. */
  #cut(from: Socket, to: Socket): void {
    this.count.cut += 1;
    from.pause();
    to.destroySoon();
  }
}
