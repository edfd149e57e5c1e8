/** Sends bad input on several lanes at once, and notes every answer that must not be. */
import type { Socket } from "socket.io-client";
import type { Chance } from "@/lib/testing/seeded-chance";
import { badBytes, badCall, badEvent, badRequest, type KnownIds } from "./bad-input";
import { addressOf, ask, type Caller, say, serverActions } from "./caller";

export type FuzzOptions = {
  url: string;
  ids: KnownIds;
  /** Signed in, with rights in a project of their own. */
  attackers: Caller[];
  /** What no answer may hold. */
  canary: string;
  chanceOf(lane: number): Chance;
};

/** How long an answer may take before it counts as none. */
const PATIENCE_MS = 20_000;
const ACTIONS = serverActions();
const KINDS = ["requests", "calls", "events", "bytes"] as const;
/** A socket may say twenty things a second; of more, most would be refused for that alone. */
const EVENT_PAUSE_MS = 55;

export class Fuzz {
  readonly violations: string[] = [];
  readonly #options: FuzzOptions;
  readonly #counts = { requests: 0, calls: 0, events: 0, bytes: 0 };
  readonly #answers = new Map<string, number>();

  constructor(options: FuzzOptions) {
    this.#options = options;
  }

  async run(ms: number): Promise<void> {
    const until = Date.now() + ms;
    const { attackers, chanceOf } = this.#options;
    const lanes = attackers.flatMap((caller) => KINDS.map((kind) => ({ caller, kind })));
    await Promise.all(
      lanes.map(async ({ caller, kind }, lane) => {
        const chance = chanceOf(lane);
        const step = this.#stepOf(kind, caller, chance);
        for (let no = 1; Date.now() < until && this.violations.length < 5; no += 1) {
          this.#counts[kind] += 1;
          await step(`lane ${lane}, step ${no}`).catch((error: unknown) => this.violations.push(`lane ${lane}, step ${no}: ${error}`));
        }
      }),
    );
  }

  summary(): string {
    const counts = Object.entries(this.#counts).map(([kind, count]) => `${count} ${kind}`);
    const answers = [...this.#answers].sort().map(([status, count]) => `${status}: ${count}`);
    return `${counts.join(", ")} (${answers.join(", ")})`;
  }

  #stepOf(kind: (typeof KINDS)[number], caller: Caller, chance: Chance): (where: string) => Promise<void> {
    if (kind === "requests") return (where) => this.#request(caller, chance, where);
    if (kind === "calls") return (where) => this.#call(caller, chance, where);
    if (kind === "bytes") return (where) => this.#bytes(chance, where);
    let socket: Socket | null = null;
    return async (where) => {
      if (!socket?.connected) socket = await this.#listen(caller);
      await this.#event(socket, chance, where);
    };
  }

  /** A socket that takes what it is sent, as a page does, and looks at it. */
  async #listen(caller: Caller): Promise<Socket> {
    const socket = await caller.open();
    socket.onAny((event: string, ...sent: unknown[]) => {
      const received = sent.at(-1);
      if (typeof received === "function") received();
      this.#look(`what ${event} brought`, JSON.stringify(sent));
    });
    return socket;
  }

  #look(where: string, text: string): void {
    if (text.includes(this.#options.canary)) this.violations.push(`${where}: the canary is in it`);
    if (text.includes('"code":"internal"')) this.violations.push(`${where}: a fault of ours: ${text.slice(0, 300)}`);
  }

  #judge(where: string, status: number, text: string): void {
    const answer = status > 0 ? String(status) : (/"code":"(\w+)"/.exec(text)?.[1] ?? (text ? "done" : "silence"));
    this.#answers.set(answer, (this.#answers.get(answer) ?? 0) + 1);
    this.#look(where, text);
    if (status >= 500) this.violations.push(`${where}: ${status} ${text.slice(0, 300)}`);
  }

  async #request(caller: Caller, chance: Chance, where: string): Promise<void> {
    const { ids, url } = this.#options;
    const { path, asking } = badRequest(chance, ids);
    const headers = { ...(chance(8) ? { cookie: caller.cookie } : {}), ...asking.headers };
    const what = `${where}: ${asking.method} ${path.slice(0, 200)} ${JSON.stringify(asking.headers).slice(0, 300)}`;
    const said = await ask(url, path, { ...asking, headers, patience: PATIENCE_MS }).catch((error: Error) => {
      throw new Error(`${what}: ${error.message}`);
    });
    this.#judge(what, said.status, `${JSON.stringify(said.headers)} ${said.text}`);
  }

  async #call(caller: Caller, chance: Chance, where: string): Promise<void> {
    const [name, args] = badCall(chance, this.#options.ids);
    const { id = "", page = "" } = ACTIONS.find((one) => one.name === name) ?? {};
    const headers = { cookie: caller.cookie, origin: this.#options.url, "next-action": id, "content-type": "text/plain;charset=UTF-8" };
    const said = await ask(this.#options.url, addressOf(page), {
      method: "POST",
      headers,
      body: JSON.stringify(args),
      patience: PATIENCE_MS,
    });
    this.#judge(`${where}: ${name} ${JSON.stringify(args).slice(0, 300)}`, said.status, said.text);
  }

  async #event(socket: Socket, chance: Chance, where: string): Promise<void> {
    const [name, payload] = badEvent(chance, this.#options.ids);
    const answer: unknown = await socket
      .timeout(PATIENCE_MS)
      .emitWithAck(name, payload)
      .catch((error: Error) => (socket.connected ? Promise.reject(error) : "cut"));
    this.#judge(`${where}: ${name} ${JSON.stringify(payload)?.slice(0, 300)}`, 0, JSON.stringify(answer));
    await new Promise((resolve) => setTimeout(resolve, EVENT_PAUSE_MS));
  }

  async #bytes(chance: Chance, where: string): Promise<void> {
    const bytes = badBytes(chance, new URL(this.#options.url).host);
    const said = await say(this.#options.url, bytes, 1_000);
    const status = Number(/^HTTP\/1\.\d (\d+)/.exec(said)?.[1] ?? 0);
    this.#judge(`${where}: ${JSON.stringify(bytes.toString("latin1").slice(0, 300))}`, status, said);
  }
}
