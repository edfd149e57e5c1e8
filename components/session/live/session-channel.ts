import { serverIsAt, serverNow } from "@/components/transcript/server-clock";
import type { Refusal } from "@/lib/domain/refusal";
import type { Stretch, TranscriptWindow } from "@/lib/domain/transcript/transcript-window";
import type { ChannelAnswers, ChannelEvent, ChannelPayload, EventBatch, LiveStatus } from "@/lib/protocol/browser-channel";
import type { KeptMessages } from "./kept-messages";
import { initialLiveSession, type LiveSessionAction, type LiveSessionState, reduceLiveSession } from "./live-session-state";
import { ask, type LiveSocket, untilConnected, watchSilence } from "./live-socket";
import { newMessageId } from "./new-message-id";

const REJOIN_AFTER_MS = 1_500;
/** After these nothing is tried again: the answer will not change. */
const FINAL = new Set<Refusal["code"]>(["unauthenticated", "not_found", "invalid_payload"]);

const notReached: Refusal = { code: "not_reached" };
const noAnswer: Refusal = { code: "too_slow", detail: "The dashboard did not answer in time." };

/** Why the dashboard did not let this page in; null: it was not reached. */
const refusalOf = (error: Error & { data?: unknown }): Refusal | null => (error.data ? (error.data as Refusal) : null); // as: the handshake says nothing else with it

/** One session over the live channel: joins, catches up, sends; a store that a component can subscribe to. */
export class SessionChannel {
  readonly #sessionId: string;
  readonly #openSocket: () => LiveSocket;
  readonly #kept: KeptMessages;
  readonly #listeners = new Set<() => void>();
  /** Messages that were taken since the last join and are not on record here yet. */
  readonly #answered = new Set<string>();
  /** Grows with every join: what is pending is sent anew. */
  #round = 0;
  #transmitting: number | null = null;
  #socket: LiveSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: LiveSessionState;

  constructor(sessionId: string, stretches: readonly Stretch[], openSocket: () => LiveSocket, kept: KeptMessages) {
    this.#sessionId = sessionId;
    this.#openSocket = openSocket;
    this.#kept = kept;
    this.#state = initialLiveSession(stretches);
  }

  readonly getState = (): LiveSessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects and joins; gives the way to end it. */
  readonly start = (): (() => void) => {
    const socket = this.#openSocket();
    this.#socket = socket;
    const endWatch = watchSilence(socket, (isSilent) => this.#dispatch({ type: isSilent ? "silent" : "heard" }));
    socket.on("connect", () => void this.#join());
    socket.on("disconnect", () => this.#onLost());
    socket.on("connect_error", (error) => this.#onConnectError(error));
    socket.on("session:events", (batch, received) => this.#onEvents(batch, received));
    socket.on("session:status", ({ sessionId, status }) => this.#onStatus(sessionId, status));
    socket.on("session:rights", ({ sessionId, rights }) => {
      if (sessionId === this.#sessionId) this.#dispatch({ type: "rights", rights });
    });
    socket.on("session:closed", ({ sessionId, refusal }) => {
      if (sessionId === this.#sessionId) this.#onClosed(refusal);
    });
    socket.on("channel:closing", (refusal) => this.#onClosed(refusal));
    this.#dispatch({ type: "restore", pending: this.#kept.read() });
    socket.connect();
    return () => {
      clearTimeout(this.#timer);
      endWatch();
      this.#socket = null;
      this.#round += 1;
      socket.removeAllListeners();
      socket.disconnect();
    };
  };

  /**
   * Sends under an id of its own, so that a retry lands once. It is shown as pending until it is on record. With a refusal it stays there,
   * not sent, until its writer decides.
   */
  readonly sendMessage = (text: string, refusal: Refusal | null = null): void => {
    const messageId = newMessageId();
    this.#dispatch({ type: "send", messageId, text, at: serverNow(), refusal });
    void this.#transmit();
  };

  readonly sendAgain = (messageId: string): void => {
    this.#dispatch({ type: "send-again", messageId });
    void this.#transmit();
  };

  readonly forget = (messageId: string): void => this.#dispatch({ type: "forget", messageId });
  /** A part of the log that the page asked for. */
  readonly addWindow = (window: TranscriptWindow): void => this.#dispatch({ type: "window", window });
  /** Of what is refused elsewhere than here; null: nothing is wrong any more. */
  readonly say = (words: string | null): void => this.#dispatch({ type: "say", words });

  /**
   * Anything else a person does here; a refusal is shown and answered. Without a connection it is refused at once, what somebody gave up on
   * must not be done minutes later; on a page that was just opened it waits a moment for the first one.
   */
  readonly request = async <E extends Exclude<ChannelEvent, "session:join" | "session:send">>(
    event: E,
    payload: Omit<ChannelPayload<E>, "sessionId">,
  ): Promise<ChannelAnswers[E]> => {
    const full = { ...payload, sessionId: this.#sessionId } as unknown as ChannelPayload<E>; // as: the one field that was left out is added on this line
    const socket = this.#socket;
    const isFirst = socket !== null && this.#state.channel.kind === "joining" && !socket.connected;
    const stands = isFirst ? await untilConnected(socket) : socket?.connected;
    const heard = socket && stands ? await ask(socket, event, full) : { ok: false, refusal: notReached };
    const answer = (heard ?? { ok: false, refusal: noAnswer }) as ChannelAnswers[E]; // as: every event's answer may be a refusal
    if (!answer.ok) this.#dispatch({ type: "refused", refusal: answer.refusal });
    return answer;
  };

  /** The person does not want to wait for the next try, or for a connection that says nothing. */
  readonly reconnectNow = (): void => {
    if (!this.#socket || this.#state.channel.kind === "open") return;
    this.#socket.disconnect().connect();
  };

  #dispatch(action: LiveSessionAction): void {
    const next = reduceLiveSession(this.#state, action);
    if (next === this.#state) return;
    if (next.pending !== this.#state.pending) this.#kept.write(next.pending);
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  async #join(): Promise<void> {
    const socket = this.#socket;
    if (!socket?.connected) return;
    this.#dispatch({ type: "joining" });
    const answer = await ask(socket, "session:join", { sessionId: this.#sessionId, afterSeq: this.#state.transcript.head });
    if (this.#socket !== socket || !socket.connected) return;
    if (!answer) return this.#rejoinSoon();
    if (!answer.ok) return this.#onClosed(answer.refusal);
    serverIsAt(answer.now);
    this.#dispatch({ type: "joined", head: answer.head, status: answer.status, rights: answer.rights });
    this.#answered.clear();
    this.#round += 1;
    void this.#transmit();
  }

  /**
   * Sends what is pending one by one, each when the one before it was answered: two on their way at once could arrive in the other order.
   * No answer: it may be on record or not. The same id again settles it; a lost connection does so after the next join.
   */
  async #transmit(): Promise<void> {
    const round = this.#round;
    const socket = this.#socket;
    if (this.#transmitting === round) return;
    this.#transmitting = round;
    while (this.#round === round && this.#socket === socket && socket?.connected) {
      const next = this.#state.pending.find(({ messageId, refusal }) => !refusal && !this.#answered.has(messageId));
      if (!next) break;
      const { messageId, text } = next;
      this.#dispatch({ type: "sending", messageId, at: serverNow() });
      const answer = await ask(socket, "session:send", { sessionId: this.#sessionId, messageId, text });
      // One that was kept over a reload may have been on record before this page was made.
      if (answer?.ok && answer.seq <= this.#state.transcript.head) this.#dispatch({ type: "forget", messageId });
      else if (answer?.ok) this.#answered.add(messageId);
      else if (answer) this.#dispatch({ type: "send-refused", messageId, refusal: answer.refusal });
    }
    if (this.#transmitting === round) this.#transmitting = null;
  }

  #onEvents(batch: EventBatch, received: () => void): void {
    received();
    if (batch.sessionId !== this.#sessionId) return;
    this.#dispatch({ type: "events", events: batch.events, head: batch.head });
    if (this.#state.mustRejoin) void this.#join();
  }

  #onStatus(sessionId: string, status: LiveStatus): void {
    if (sessionId === this.#sessionId) this.#dispatch({ type: "status", status });
  }

  #onLost(): void {
    this.#dispatch({ type: "lost", at: serverNow() });
    // Cut by the other side, the client does not try again by itself.
    if (this.#state.channel.kind === "lost" && this.#socket && !this.#socket.active) this.#reconnectSoon();
  }

  #onConnectError(error: Error): void {
    // The handshake's refusal comes as its code.
    if (error.message === "unauthenticated") {
      this.#onClosed({ code: "unauthenticated" });
      return;
    }
    this.#dispatch({ type: "lost", at: serverNow(), refusal: refusalOf(error) });
    if (this.#socket && !this.#socket.active) this.#reconnectSoon();
  }

  #onClosed(refusal: Refusal): void {
    if (FINAL.has(refusal.code)) {
      this.#dispatch({ type: "closed", refusal });
      this.#socket?.disconnect();
      return;
    }
    this.#dispatch({ type: "lost", at: serverNow(), refusal });
    this.#rejoinSoon();
  }

  #rejoinSoon(): void {
    this.#later(() => void this.#join());
  }

  #reconnectSoon(): void {
    this.#later(() => this.#socket?.connect());
  }

  #later(act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, REJOIN_AFTER_MS);
  }
}
