/** The connection of one session to its agent: tries until it is bound, and again with backoff and resume when it is lost. */
import type { WebSocket } from "ws";
import { RefusedError } from "@/lib/domain/refusal";
import type { ClientFrame } from "@/lib/protocol/upstream-frames";
import {
  type AttemptEnd,
  type BindFrame,
  type Bound,
  dialUpstream,
  type Received,
  UpstreamAttempt,
  type UpstreamTarget,
} from "./upstream-attempt";
import { refusedByError } from "./upstream-handshake";

const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 15_000;
/** A bound connection that lasted so long counts as one that was good. */
const LASTING_MS = 10_000;

export type UpstreamState =
  | { kind: "connecting" }
  | { kind: "bound"; bound: Bound }
  /** `wasBound`: a bound connection was lost just now. */
  | { kind: "reconnecting"; retryAt: number; code: number; reason: string; wasBound: boolean }
  | { kind: "refused"; reason: string }
  | { kind: "closed" };

type ResumePoint = { stream: string; after: number };

export type UpstreamOptions = {
  /** Asked anew at each attempt: an agent of ours may have a new port. A RefusedError is final, anything else is tried again. */
  target(): Promise<UpstreamTarget>;
  sessionId: string;
  cwd: string | null;
  role: string | null;
  resumeFrom(): ResumePoint | null;
  onFrame(received: Received): void;
  onState(state: UpstreamState): void;
  now?(): number;
  random?(): number;
};

type Lost = Pick<AttemptEnd, "code" | "reason" | "wasBound" | "pauseMs">;

export class UpstreamConnection {
  readonly #options: UpstreamOptions;
  readonly #dial: (target: UpstreamTarget) => WebSocket;
  readonly #now: () => number;
  readonly #random: () => number;
  #state: UpstreamState = { kind: "closed" };
  #attempt: UpstreamAttempt | null = null;
  #tries = 0;
  /** Bound connections in a row that did not last. */
  #brief = 0;
  #lasting: ReturnType<typeof setTimeout> | undefined;
  /** Tells the newest try from an older one whose target came late. */
  #round = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isInHurry = false;
  /** Frames too large to be read, right after this place of the stream: they are left out of the next resume. */
  #unreadable: (ResumePoint & { count: number }) | null = null;

  constructor(options: UpstreamOptions, dial = dialUpstream) {
    this.#options = options;
    this.#dial = dial;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
  }

  get state(): UpstreamState {
    return this.#state;
  }

  open(): void {
    if (this.#state.kind !== "closed" && this.#state.kind !== "refused") return;
    this.#tries = 0;
    void this.#connect();
  }

  /** False: not bound, nothing was sent. */
  send(frame: ClientFrame): boolean {
    return this.#attempt?.send(frame) ?? false;
  }

  /** Tries again at once; a connection that stands is made anew. */
  reconnectNow(): void {
    if (this.#state.kind === "closed") return;
    if (this.#attempt) {
      this.#isInHurry = true;
      this.#tries = 0;
      this.#attempt.cut("The connection is made anew.");
      return;
    }
    if (this.#state.kind === "connecting") return;
    clearTimeout(this.#retry);
    this.#tries = 0;
    void this.#connect();
  }

  /** Resolves when the socket is closed; no frame and no state but "closed" is told any more. */
  async close(): Promise<void> {
    clearTimeout(this.#retry);
    clearTimeout(this.#lasting);
    const attempt = this.#attempt;
    this.#attempt = null;
    this.#round += 1;
    if (this.#state.kind !== "closed") this.#set({ kind: "closed" });
    await attempt?.drop();
  }

  #set(state: UpstreamState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  async #connect(): Promise<void> {
    this.#tries += 1;
    this.#round += 1;
    const round = this.#round;
    this.#isInHurry = false;
    this.#set({ kind: "connecting" });
    const target = await this.#options.target().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    if (this.#round !== round) return;
    if (target instanceof Error) this.#noTarget(target);
    else this.#dialTo(target);
  }

  #noTarget(error: Error): void {
    if (error instanceof RefusedError) this.#set({ kind: "refused", reason: error.refusal.detail ?? "The agent cannot be started." });
    else this.#scheduleRetry({ code: 0, reason: error.message, wasBound: false });
  }

  #dialTo(target: UpstreamTarget): void {
    try {
      this.#attempt = this.#begin(this.#dial(target));
    } catch (error) {
      const { isFinal, reason } = refusedByError(error);
      if (isFinal) this.#set({ kind: "refused", reason });
      else this.#scheduleRetry({ code: 0, reason, wasBound: false });
    }
  }

  #begin(socket: WebSocket): UpstreamAttempt {
    return new UpstreamAttempt({
      socket,
      bind: () => this.#bindFrame(),
      now: this.#now,
      onFrame: this.#options.onFrame,
      onBound: (bound) => {
        this.#tries = 0;
        this.#lasting = setTimeout(() => {
          this.#brief = 0;
        }, LASTING_MS);
        this.#set({ kind: "bound", bound });
      },
      onEnd: (end) => this.#ended(end),
    });
  }

  #bindFrame(): BindFrame {
    const { sessionId, cwd, role } = this.#options;
    const resume = this.#resume();
    return {
      type: "session",
      session_id: sessionId,
      capabilities: ["elicitation_v1", "commands_v1"],
      ...(cwd === null ? {} : { cwd }),
      ...(role === null ? {} : { role }),
      ...(resume === null ? {} : { resume }),
    };
  }

  #resume(): ResumePoint | null {
    const place = this.#options.resumeFrom();
    return place && { stream: place.stream, after: place.after + this.#unreadableAfter(place) };
  }

  #unreadableAfter({ stream, after }: ResumePoint): number {
    const unreadable = this.#unreadable;
    return unreadable?.stream === stream && unreadable.after === after ? unreadable.count : 0;
  }

  #ended(end: AttemptEnd): void {
    this.#attempt = null;
    clearTimeout(this.#lasting);
    const place = end.wasTooLarge ? this.#options.resumeFrom() : null;
    if (place) this.#unreadable = { ...place, count: this.#unreadableAfter(place) + 1 };
    if (end.isFinal) this.#set({ kind: "refused", reason: end.reason });
    else this.#scheduleRetry(end);
  }

  #scheduleRetry({ code, reason, wasBound, pauseMs }: Lost): void {
    const before = wasBound ? this.#brief : this.#tries - 1;
    if (wasBound && !this.#isInHurry) this.#brief += 1;
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(10, before));
    const delay = this.#isInHurry ? 0 : (pauseMs ?? Math.round(ceiling * (0.5 + this.#random() / 2)));
    this.#retry = setTimeout(() => void this.#connect(), delay);
    this.#set({ kind: "reconnecting", retryAt: this.#now() + delay, code, reason, wasBound });
  }
}
