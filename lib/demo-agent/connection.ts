/** One client's connection: reads its frames, one thing at a time, except what must act at once. */
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import type { WebSocket } from "ws";
import { type ClientFrame, type FrameOf, readClientFrame } from "./client-frames";
import { COMMAND_LIST } from "./command-list";
import { runCommand } from "./commands";
import { runLog } from "./runs";
import type { Client, Session } from "./session";
import type { Sessions } from "./sessions";
import { UnusableName } from "./store";
import type { OutFrame } from "./stream-buffer";
import { drainInbox, runTurn } from "./turn";

const CAPABILITIES = ["message_attachments_v1", "session_control_v1", "run_events_v1", "stream_resume_v1", "elicitation_v1", "commands_v1"];
/** A client that reads too slowly is cut at this much unread output. */
const UNREAD_MAX_BYTES = 16 * 1024 * 1024;
const QUEUE_MAX_FRAMES = 256;

const echoOf = (frame: { request_id?: string | null | undefined }) => (frame.request_id ? { request_id: frame.request_id } : {});
const busy = (id: string) => `Session '${id}' is busy processing another request. Please wait.`;

export class Connection implements Client {
  private readonly queue: string[] = [];
  private working = false;
  private readonly bound = new Set<Session>();

  constructor(
    private readonly socket: WebSocket,
    private readonly sessions: Sessions,
  ) {
    this.reply({ type: "status", message: `Connected to Octomind WebSocket server (role: ${sessions.options.role})` });
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  send(text: string): void {
    if (!this.isOpen) return;
    this.socket.send(text);
    if (this.socket.bufferedAmount > UNREAD_MAX_BYTES) this.drop();
  }

  say(text: string): void {
    this.sessions.options.note({ text });
    this.send(text);
  }

  drop(): void {
    this.socket.terminate();
  }

  /** The socket is gone. Frames already taken in are still worked on; the running turn goes on. */
  closed(): void {
    for (const session of this.bound) session.detach(this);
  }

  private reply(frame: OutFrame): void {
    this.say(JSON.stringify(frame));
  }

  private refuse(message: string, requestId?: string | null): void {
    this.reply({ type: "error", message, ...(requestId ? { request_id: requestId } : {}) });
  }

  private ack(frame: Exclude<ClientFrame, { type: "session" }>): void {
    this.reply({ type: "ack", ...echoOf(frame), message_type: frame.type, session_id: frame.session_id, status: "received" });
  }

  receiveBinary(): void {
    this.refuse("Unsupported WebSocket message type: send JSON text frames");
  }

  /** While something is worked on, only cancel, run_log and elicitation answers are read; the rest waits unread. */
  receive(text: string): void {
    if (!this.working) {
      void this.work(text);
      return;
    }
    const read = readClientFrame(text);
    if (read.ok && this.actAtOnce(read.frame)) return;
    if (this.queue.length < QUEUE_MAX_FRAMES) this.queue.push(text);
    else this.refuse("WebSocket pending input limit exceeded", read.ok ? read.frame.request_id : null);
  }

  private async work(first: string): Promise<void> {
    this.working = true;
    for (let text: string | undefined = first; text !== undefined; text = this.queue.shift()) await this.process(text);
    this.working = false;
  }

  private async process(text: string): Promise<void> {
    const read = readClientFrame(text);
    if (!read.ok) return this.refuse(read.message, read.requestId);
    if (this.actAtOnce(read.frame)) return;
    const { frame } = read;
    if (frame.type === "session") return this.bind(frame);
    if (frame.type !== "message" && frame.type !== "command" && frame.type !== "close") return;
    this.ack(frame);
    if (frame.type === "close") return this.close(frame);
    await this.drive(frame);
  }

  private actAtOnce(frame: ClientFrame): boolean {
    if (frame.type === "cancel") {
      this.ack(frame);
      if (this.sessions.isLoaded(frame.session_id)) this.sessions.find(frame.session_id)?.turn?.abort();
      return true;
    }
    if (frame.type === "run_log") {
      this.ack(frame);
      this.reply(runLog(this.sessions.find(frame.session_id), frame));
      return true;
    }
    if (frame.type !== "elicitation_response") return false;
    this.ack(frame);
    const session = this.sessions.isLoaded(frame.session_id) ? this.sessions.find(frame.session_id) : null;
    if (!session?.answer(frame.id, frame.result))
      this.reply({ type: "error", message: `no pending elicitation '${frame.id}'`, ...echoOf(frame), code: "elicitation_gone" });
    return true;
  }

  private bind(frame: FrameOf<"session">): void {
    const name = frame.session_id ?? undefined;
    const id = name ?? `demo-${randomBytes(6).toString("hex")}`;
    const ack: OutFrame = {
      type: "ack",
      ...echoOf(frame),
      message_type: "session",
      ...(name === undefined ? {} : { session_id: name }),
      status: "received",
      capabilities: CAPABILITIES,
    };
    const refuseBind = (message: string, requestId?: string | null) => {
      this.reply(ack);
      this.refuse(message, requestId);
    };
    if (frame.cwd && !statSync(frame.cwd, { throwIfNoEntry: false })?.isDirectory()) {
      refuseBind(`cwd is not a directory: ${frame.cwd}`);
      return;
    }
    const known = this.sessions.find(id);
    const { roles, options } = this.sessions;
    if (!known && frame.role && !roles.includes(frame.role)) {
      refuseBind(`Failed to initialize session: Role '${frame.role}' not found. Available roles: ${roles.join(", ")}`);
      return;
    }
    try {
      const session = known ?? this.sessions.create(id, frame.role ?? options.role);
      this.bound.add(session);
      const greeting = { type: "status", message: `Session ${known ? "resumed" : "created"}: ${id}`, session_id: id };
      const listed = frame.capabilities.includes("commands_v1") ? { commands: COMMAND_LIST } : {};
      const answers = frame.capabilities.includes("elicitation_v1");
      session.attach(this, { ...ack, ...listed }, greeting, { resume: frame.resume ?? null, answers });
    } catch (error) {
      if (!(error instanceof UnusableName)) throw error;
      refuseBind(`Internal error: ${error.message}`, frame.request_id);
    }
  }

  private close(frame: FrameOf<"close">): void {
    const id = frame.session_id;
    if (this.sessions.isLoaded(id) && !this.sessions.find(id)?.gate.isFree) {
      this.refuse(busy(id), frame.request_id);
      return;
    }
    const data = { command_type: "close", was_loaded: this.sessions.unload(id) };
    this.reply({ type: "status", message: `Session closed: ${id}`, session_id: id, data });
  }

  private async drive(frame: FrameOf<"message"> | FrameOf<"command">): Promise<void> {
    const id = frame.session_id;
    const session = this.sessions.find(id);
    if (!session) return this.refuse(`Session not found: ${id}. Send a "session" message first to create or resume a session.`);
    if (!(await session.gate.enterAsClient())) return this.refuse(busy(id), frame.request_id);
    this.bound.add(session);
    session.own(this);
    if (frame.type === "command") {
      if (runCommand(session, this.sessions, frame).unload) this.sessions.unload(id);
    } else {
      const requestId = frame.request_id ?? null;
      const cancelled = await drainInbox(session, this.sessions, { requestId });
      if (!cancelled) await runTurn(session, this.sessions, { content: frame.content, requestId, injected: null });
    }
    session.gate.leave();
    session.wake();
  }
}
