/** Runs turns: a client's message, or something injected, until its one cost frame. */
import { scriptedTurn } from "./directives";
import type { InboxMessage, Session } from "./session";
import type { Sessions } from "./sessions";
import { Cancelled, ModelFailure, Stage } from "./stage";
import { costFields } from "./totals";
import { answerInjected, answerPerson } from "./tour";

/** `waiting` is the client frame an injected turn runs ahead of: its cost says that more will come, or that both were cancelled. */
type Waiting = { requestId: string | null };
type TurnRequest = { content: string; requestId: string | null; injected: InboxMessage | null; waiting?: Waiting | null };

async function perform(stage: Stage, request: TurnRequest): Promise<void> {
  if (stage.sessions.options.directives) return scriptedTurn(stage);
  return request.injected ? answerInjected(stage, request.injected) : answerPerson(stage);
}

/** Runs one turn to its end; the caller holds the session's gate. True when it was cancelled. */
export async function runTurn(session: Session, sessions: Sessions, request: TurnRequest): Promise<boolean> {
  const abort = new AbortController();
  session.turn = abort;
  const started = Date.now();
  const content = request.injected ? `<system-note>\n${request.content}\n</system-note>` : request.content;
  session.remember({ role: "user", content });
  try {
    await perform(new Stage(session, sessions, content, abort.signal), request);
  } catch (error) {
    if (!(error instanceof Cancelled) && !abort.signal.aborted) {
      const message = error instanceof ModelFailure ? error.message : `the demo script failed: ${String(error)}`;
      session.emit({ type: "error", message: `Error: ${message}` });
    }
  }
  session.turn = null;
  const cancelled = abort.signal.aborted;
  if (session.ended.signal.aborted) return cancelled;
  const { totals } = session;
  const requestId = cancelled && request.waiting ? request.waiting.requestId : request.requestId;
  if (!request.injected && !cancelled) {
    totals.lastTurnMs = Date.now() - started;
    totals.turnMs += totals.lastTurnMs;
    totals.turns += 1;
  }
  session.saveTotals();
  session.emit({
    type: "cost",
    ...costFields(totals),
    session_id: session.id,
    ...(session.hasPendingWork || (request.waiting && !cancelled) ? { pending_work: true } : {}),
    ...(cancelled ? { cancelled: true } : {}),
    ...(requestId ? { request_id: requestId } : {}),
  });
  return cancelled;
}

function announce(session: Session, message: InboxMessage): void {
  const source = { source_kind: message.kind, source_label: message.label };
  session.emit({ type: "injected", ...source, content: message.content, session_id: session.id });
}

/** Runs what waits in the inbox; true when a cancel stopped it, and with it the client's frame that waits behind it. */
export async function drainInbox(session: Session, sessions: Sessions, waiting: Waiting | null): Promise<boolean> {
  for (let message = session.inbox.shift(); message; message = session.inbox.shift()) {
    announce(session, message);
    const cancelled = await runTurn(session, sessions, { content: message.content, requestId: null, injected: message, waiting });
    if (cancelled && waiting) return true;
  }
  return false;
}

/** Starts the inbox when nothing else drives the session; whoever does drains it or wakes it again. */
export async function drainInBackground(session: Session, sessions: Sessions): Promise<void> {
  if (session.inbox.length === 0 || session.ended.signal.aborted || !session.gate.enterInBackground()) return;
  await drainInbox(session, sessions, null);
  session.gate.leave();
}
