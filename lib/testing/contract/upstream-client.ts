/** A bare WebSocket client of an upstream, for tests: keeps every frame and waits for the one a test wants. */
import WebSocket from "ws";

export type Frame = { type: string } & Record<string, unknown>;
type Wanted = (frame: Frame) => boolean;

export class UpstreamClient {
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  closeCode: number | null = null;
  private readonly listeners = new Set<() => void>();
  private requests = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (content) => {
      this.texts.push(content.toString());
      this.frames.push(JSON.parse(content.toString()));
      this.changed();
    });
    socket.on("close", (code) => {
      this.closeCode = code;
      this.changed();
    });
    socket.on("error", () => this.changed());
  }

  /** Connects; rejects with the HTTP status in the message when the handshake is refused. */
  static connect(url: string, headers: Record<string, string> = {}): Promise<UpstreamClient> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { headers });
      const client = new UpstreamClient(socket);
      socket.once("open", () => resolve(client));
      socket.once("error", reject);
    });
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  private until<T>(look: () => T | undefined, what: string, ms: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = look();
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`${what} did not come within ${ms} ms; the last frames were\n${this.texts.slice(-6).join("\n")}`));
      }, ms);
      const stop = () => {
        clearTimeout(timer);
        this.listeners.delete(check);
      };
      this.listeners.add(check);
      check();
    });
  }

  /** The first frame that fits, among those already here and those to come; looks from index `from` on. */
  waitFor(wanted: Wanted, what: string, { from = 0, ms = 10_000 } = {}): Promise<Frame> {
    return this.until(() => this.frames.slice(from).find(wanted), what, ms);
  }

  /** Waits until the socket is closed and gives the code. */
  closed(ms = 10_000): Promise<number> {
    return this.until(() => this.closeCode ?? undefined, "the close", ms);
  }

  sendText(text: string | Buffer): void {
    this.socket.send(text);
  }

  /** Sends a frame with a request id of its own and returns that id. */
  send(frame: Frame): string {
    this.requests += 1;
    const requestId = `t${this.requests}`;
    this.sendText(JSON.stringify({ ...frame, request_id: requestId }));
    return requestId;
  }

  /** Binds and waits for the greeting that ends a bind; gives the ack. */
  async bind(sessionId: string, more: Record<string, unknown> = {}): Promise<Frame> {
    const from = this.frames.length;
    const requestId = this.send({ type: "session", session_id: sessionId, ...more });
    const ack = await this.waitFor((frame) => frame.type === "ack" && frame.request_id === requestId, "the bind's ack", { from });
    await this.waitFor(
      (frame) => frame.type === "status" && /^Session (created|resumed)/.test(String(frame.message)),
      "the bind's greeting",
      {
        from,
      },
    );
    return ack;
  }

  /** One whole turn: every frame from its ack to its cost, both included. */
  async turn(sessionId: string, content: string): Promise<Frame[]> {
    const requestId = this.send({ type: "message", session_id: sessionId, content });
    return this.turnOf(requestId);
  }

  async turnOf(requestId: string): Promise<Frame[]> {
    const cost = await this.waitFor((frame) => frame.type === "cost" && frame.request_id === requestId, "the turn's cost");
    const first = this.frames.findIndex((frame) => frame.type === "ack" && frame.request_id === requestId);
    return this.frames.slice(first, this.frames.indexOf(cost) + 1);
  }

  /** Runs a command and gives the frame that answers it: a status with data, or an error. */
  async command(sessionId: string, command: string, args: string[] = []): Promise<Frame> {
    const requestId = this.send({ type: "command", session_id: sessionId, command, args });
    const ack = await this.waitFor((frame) => frame.type === "ack" && frame.request_id === requestId, "the command's ack");
    const from = this.frames.indexOf(ack);
    return this.waitFor((frame) => frame.type === "error" || (frame.type === "status" && "data" in frame), "the command's answer", {
      from,
    });
  }

  /** Reads nothing from now on, not even pings. */
  stopReading(): void {
    this.socket.pause();
  }

  /** Ends without a goodbye, as a lost network does. */
  cut(): void {
    this.socket.terminate();
  }
}
