/** The browser's end of a socket, whose other end a test plays. */

type Call = { event: string; payload: Record<string, unknown>; answer: (answer: unknown) => void; silence: () => void };

export class FakeSocket {
  connected = false;
  active = true;
  readonly calls: Call[] = [];
  readonly #listeners = new Map<string, ((...args: never[]) => void)[]>();
  readonly #anyListeners: (() => void)[] = [];
  /** Its manager, of which only pings are heard. */
  readonly io = {
    on: (event: string, listener: () => void) => this.on(`manager ${event}`, listener),
    off: (event: string) => void this.#listeners.delete(`manager ${event}`),
  };

  on(event: string, listener: (...args: never[]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }
  off(event: string, listener: (...args: never[]) => void): void {
    this.#listeners.set(event, this.#listeners.get(event)?.filter((one) => one !== listener) ?? []);
  }
  onAny(listener: () => void): void {
    this.#anyListeners.push(listener);
  }
  removeAllListeners(): void {
    this.#listeners.clear();
  }
  connect(): this {
    return this;
  }
  disconnect(): this {
    this.connected = false;
    return this;
  }
  timeout(): { emit(event: string, payload: Call["payload"], answer: (error: Error | null, answer?: unknown) => void): void } {
    return {
      emit: (event, payload, answer) => {
        this.calls.push({ event, payload, answer: (value) => answer(null, value), silence: () => answer(new Error("timeout")) });
      },
    };
  }

  /** Something comes from the bridge. */
  receive(event: string, ...args: unknown[]): void {
    if (event.startsWith("session:")) for (const listener of this.#anyListeners) listener();
    for (const listener of this.#listeners.get(event) ?? []) listener(...(args as never[])); // as: each takes what its event carries
  }
  open(): void {
    this.connected = true;
    this.receive("connect");
  }
  lose(): void {
    this.connected = false;
    this.receive("disconnect");
  }
  last(event: string): Call | undefined {
    return this.calls.findLast((call) => call.event === event);
  }
}
