/** The questions that tools have asked and nobody has answered yet, and whether an answer fits its question. */
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { DraftOf, EventDraft, EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { ClientFrame } from "@/lib/protocol/upstream-frames";

export type Question = EventPayload<"elicitation_asked">;
type Fit = { fits: true } | { fits: false; reason: string };

const SCHEMA_MAX = 32 * 1024;
/** No person answers more; they are in memory, and read again by whoever opens the session next. */
const OPEN_MAX = 100;
const UNITS_MAX = 4 * 1024 * 1024;
/** These can make a check take for ever; the tool judges such an answer itself. */
const BEYOND = /"\$(ref|dynamicRef|recursiveRef)"/;

// Schemas come from tools: unknown keywords and formats are no reason to refuse an answer.
const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false, validateFormats: true, logger: false });
addFormats.default(ajv, { mode: "fast" });
// A tool's regular expression could run for ever on what a person wrote, and this is everybody's process.
ajv.removeKeyword("pattern").removeKeyword("patternProperties");

/** Whether content fits the question's schema. A schema that makes no sense is no reason to refuse: the tool judges for itself. */
export function checkContent(question: Question, content: Record<string, unknown>): Fit {
  const schema = question.schema;
  if (typeof schema !== "object" || schema === null) return { fits: true };
  try {
    const written = JSON.stringify(schema);
    if (written.length > SCHEMA_MAX || BEYOND.test(written)) return { fits: true };
    const validate = ajv.compile(schema);
    if (validate(content)) return { fits: true };
    const problems = (validate.errors ?? [])
      .slice(0, 3)
      .map((e) => `${e.instancePath.slice(1) || "The answer"} ${e.message ?? "does not fit"}`);
    return { fits: false, reason: `${problems.join("; ")}.` };
  } catch {
    return { fits: true };
  } finally {
    ajv.removeSchema(schema);
  }
}

/** For a question that nobody can answer: its tool would wait for ever. */
export function dismissal(sessionId: string, requestId: string, id: string): ClientFrame {
  return { type: "elicitation_response", session_id: sessionId, request_id: requestId, id, result: { action: "cancel" } };
}

export class ElicitationDesk {
  readonly #open = new Map<string, { question: Question; units: number }>();
  /** Our answers on their way, by the request that carries them: a refusal names only that. */
  readonly #answered = new Map<string, string>();

  constructor(open: readonly SessionEvent[]) {
    for (const event of open) if (event.kind === "elicitation_asked") this.ask(event.payload);
  }

  /** Follows the agent's frames; gives the questions that one of them ends: a refused answer, or a tool that went on without one. */
  follow(event: EventDraft): DraftOf<"elicitation_closed">[] {
    const { at, turn } = event;
    const closed = (id: string, reason: string) => ({ kind: "elicitation_closed", at, turn, payload: { id, reason } }) as const;
    if (event.kind === "elicitation_asked" && !this.ask(event.payload))
      return [closed(event.payload.id, "More is asked at once than can be answered.")];
    if (event.kind === "tool_returned")
      return this.#leftBy(event.payload.toolId).map((id) => closed(id, "The tool went on without an answer."));
    const refused = event.kind === "error_reported" ? this.#takeAnswered(event.payload.requestId) : null;
    return refused !== null && event.kind === "error_reported" ? [closed(refused, event.payload.message)] : [];
  }

  /** An agent withdraws the questions of a call that returned, as after a loss of the connection or too long a wait, and says no more of them. */
  #leftBy(toolId: string): string[] {
    const left = [...this.#open].filter(([, { question }]) => question.toolId === toolId).map(([id]) => id);
    for (const id of left) this.#open.delete(id);
    return left;
  }

  /** False: there is no room for it. */
  ask(question: Question): boolean {
    this.#open.delete(question.id);
    const units = JSON.stringify(question).length;
    const taken = [...this.#open.values()].reduce((sum, other) => sum + other.units, units);
    if (this.#open.size >= OPEN_MAX || taken > UNITS_MAX) return false;
    this.#open.set(question.id, { question, units });
    return true;
  }

  find(id: string): Question | undefined {
    return this.#open.get(id)?.question;
  }

  answer(id: string, requestId: string): void {
    this.#open.delete(id);
    this.#answered.set(requestId, id);
  }

  /** The question whose answer this request carried, once. */
  #takeAnswered(requestId: string | null): string | null {
    const id = requestId === null ? undefined : this.#answered.get(requestId);
    if (id === undefined || requestId === null) return null;
    this.#answered.delete(requestId);
    return id;
  }

  /** Every open question is gone; gives their ids. */
  clear(): string[] {
    const ids = [...this.#open.keys()];
    this.#open.clear();
    this.#answered.clear();
    return ids;
  }
}
