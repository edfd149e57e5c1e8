/** A way to the test database that a test can cut, silence, and mend again. */
import { connect, createServer, type Socket } from "node:net";
import pg from "pg";

/** open: all goes through · cut: connections are refused and those there are end · deaf: nothing comes back · swallow: the next answer ends the connection instead. */
export type WayState = "open" | "cut" | "deaf" | "swallow";

export class CuttableDatabase {
  readonly #server = createServer((socket) => this.#join(socket));
  readonly #sockets = new Set<Socket>();
  readonly #target: { host: string; port: number };
  readonly #url: URL;
  #state: WayState = "open";
  #pool: pg.Pool | null = null;

  constructor(url: string) {
    this.#url = new URL(url);
    this.#target = { host: this.#url.hostname, port: Number(this.#url.port || 5432) };
  }

  async open(): Promise<pg.Pool> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
    this.#url.hostname = "127.0.0.1";
    this.#url.port = String(address.port);
    this.#pool = new pg.Pool({ connectionString: this.#url.href, max: 4, options: "-c jit=off", connectionTimeoutMillis: 2_000 });
    this.#pool.on("error", () => {});
    return this.#pool;
  }

  /** How many connections go through it now. */
  get connections(): number {
    return this.#sockets.size / 2;
  }

  /** Cut: existing connections end at once. */
  be(state: WayState): void {
    this.#state = state;
    if (state === "cut") this.#endSockets();
  }

  async close(): Promise<void> {
    this.#endSockets();
    await this.#pool?.end().catch(() => {});
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #endSockets(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(socket: Socket): void {
    if (this.#state === "cut") {
      socket.resetAndDestroy();
      return;
    }
    const database = connect(this.#target);
    for (const end of [socket, database]) {
      this.#sockets.add(end);
      end.on("error", () => {});
      end.on("close", () => {
        this.#sockets.delete(end);
        socket.destroy();
        database.destroy();
      });
    }
    socket.on("data", (bytes) => database.write(bytes));
    database.on("data", (bytes) => {
      if (this.#state === "swallow") this.be("cut");
      else if (this.#state !== "deaf") socket.write(bytes);
    });
  }
}
