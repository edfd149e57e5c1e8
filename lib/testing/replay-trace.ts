/** A recording of a real agent, taken through codec, translation and turn tracking as a live session would. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ElicitationDesk } from "@/lib/bridge/line/elicitation-desk";
import { translateFrame } from "@/lib/bridge/line/translate-frame";
import { TurnTracker } from "@/lib/bridge/line/turn-tracker";
import { type EventDraft, eventPayloads, type SessionEvent } from "@/lib/domain/sessions/session-event";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { isReply, parseUpstreamFrame } from "@/lib/protocol/upstream-frames";

const FOLDER = path.join(import.meta.dirname, "traces");

const line = z.object({
  dir: z.enum(["up", "down"]).optional(),
  conn: z.string().optional(),
  at_ms: z.number().optional(),
  frame: z.record(z.string(), z.unknown()).optional(),
});
type Line = z.infer<typeof line>;

export const traceNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => name.replace(".jsonl", ""))
    .sort();

export function readTrace(name: string): Line[] {
  const text = readFileSync(path.join(FOLDER, `${name}.jsonl`), "utf8");
  return text
    .split("\n")
    .filter((row) => row.trim() !== "")
    .map((row) => line.parse(JSON.parse(row)));
}

const ada = { personId: 1, name: "Ada" };

class ReplayedSession {
  readonly events: SessionEvent[] = [];
  readonly #sent = new Map<string, string>();
  readonly #desk = new ElicitationDesk([]);
  readonly #tracker = new TurnTracker({
    turnCount: 0,
    openTurn: null,
    hasUnpaidRun: false,
    totals: zeroTotals,
    agent: { model: "recorded", role: "recorded" },
    ownerId: 1,
    isDemo: false,
  });
  readonly #seen = new Map<string, string>();
  #stream = "";

  /** A message is at work once its ack comes; one that has to wait opens its turn then. */
  #begin(requestId: string, at: number): void {
    const text = this.#sent.get(requestId);
    if (text === undefined || this.#tracker.open) return;
    this.#sent.delete(requestId);
    const turn = this.#tracker.openOwn(requestId, 1);
    this.#tracker.confirm(turn);
    this.#add({ kind: "message_sent", at, turn, payload: { messageId: requestId, text, by: ada, requestId, fromQueue: false } });
  }

  /** What a client did, as the driver would have put it on record. */
  send(frame: Record<string, unknown>, at: number): void {
    const turn = this.#tracker.open?.no ?? null;
    const requestId = String(frame.request_id);
    if (frame.type === "message") this.#sent.set(requestId, String(frame.content));
    if (frame.type === "cancel" && turn !== null) this.#add({ kind: "stop_requested", at, turn, payload: { by: ada } });
    if (frame.type === "command") {
      const { command, args = [] } = frame;
      const payload = eventPayloads.command_sent.parse({ requestId, command, args, by: ada });
      this.#add({ kind: "command_sent", at, turn: null, payload });
    }
    if (frame.type !== "elicitation_response" || !this.#desk.find(String(frame.id))) return;
    this.#desk.answer(String(frame.id), requestId);
    const payload = eventPayloads.elicitation_answered.parse({ id: frame.id, ...(frame.result as object), by: ada }); // as: parsed here
    this.#add({ kind: "elicitation_answered", at, turn, payload });
  }

  /** The same frame again; another one at its place is of a session that was loaded anew. */
  #isRepeated(seq: number | null, raw: string): boolean {
    const known = this.#seen.get(`${this.#stream} ${seq}`);
    if (known === raw) return true;
    if (known !== undefined) this.#stream += ", anew";
    this.#seen.set(`${this.#stream} ${seq}`, raw);
    return false;
  }

  receive(raw: string, at: number): void {
    const parsed = parseUpstreamFrame(raw);
    const frame = parsed.ok ? parsed.frame : null;
    const isOutput = frame !== null && frame.streamSeq !== null && !isReply(frame);
    if (isOutput && this.#isRepeated(frame.streamSeq, raw)) return;
    const draft = translateFrame(parsed, raw, { at, ownerId: 1 });
    if (draft.kind === "upstream_bound") {
      const isNew = this.#stream !== "" && this.#stream !== draft.payload.stream;
      this.#stream = draft.payload.stream ?? "";
      const end = isNew ? this.#tracker.interrupt("restarted", at) : null;
      if (end) this.#add(end);
    }
    if (draft.kind === "frame_acknowledged" && draft.payload.messageType === "message") this.#begin(draft.payload.requestId ?? "", at);
    if (draft.kind === "elicitation_asked") this.#desk.ask(draft.payload);
    this.#add(this.#tracker.track(draft, !isOutput));
  }

  #add(draft: EventDraft): void {
    this.events.push({ ...draft, seq: this.events.length + 1 });
  }
}

/** The events of each session of a recording, by the session's name; frames that name none belong to the connection's last one. */
export function replayTrace(name: string): Map<string, SessionEvent[]> {
  const sessions = new Map<string, ReplayedSession>();
  const current = new Map<string, string>();
  for (const { dir, conn = "", at_ms: at = 0, frame } of readTrace(name)) {
    if (!dir || !frame) continue;
    const named = typeof frame.session_id === "string" ? frame.session_id : current.get(conn);
    if (named === undefined) continue;
    const session = sessions.get(named) ?? new ReplayedSession();
    sessions.set(named, session);
    current.set(conn, named);
    if (dir === "down") session.receive(JSON.stringify(frame), at);
    else session.send(frame, at);
  }
  return new Map([...sessions].map(([id, { events }]) => [id, events]));
}
