/** Runs turns: a client's message, or something injected, until its one cost frame. */
import { scriptedTurn } from "./directives";
import type { InboxMessage, Session } from "./session";
import type { Sessions } from "./sessions";
import { Cancelled, ModelFailure, Stage } from "./stage";
import { costFields } from "./totals";
import { answerInjected, answerPerson } from "./tour";

type TurnRequest = { content: string; requestId: string | null; injected: InboxMessage | null; moreToCome?: boolean };

async function perform(stage: Stage, request: TurnRequest): Promise<void> {
  if (stage.sessions.options.directives) return scriptedTurn(stage);
  return request.injected ? answerInjected(stage, request.injected) : answerPerson(stage);
}

/** Runs one turn to its end; the caller holds the session's gate. */
export async function runTurn(session: Session, sessions: Sessions, request: TurnRequest): Promise<void> {
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
  if (session.ended.signal.aborted) return;
  const { totals } = session;
  const cancelled = abort.signal.aborted;
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
    ...(session.hasPendingWork || request.moreToCome ? { pending_work: true } : {}),
    ...(cancelled ? { cancelled: true } : {}),
    ...(request.requestId ? { request_id: request.requestId } : {}),
  });
}

async function runInjected(session: Session, sessions: Sessions, message: InboxMessage, moreToCome: boolean): Promise<void> {
  session.emit({
    type: "injected",
    source_kind: message.kind,
    source_label: message.label,
    content: message.content,
    session_id: session.id,
  });
  await runTurn(session, sessions, { content: message.content, requestId: null, injected: message, moreToCome });
}

/** Runs what waits in the inbox, before a client's own turn or in the background. */
export async function drainInbox(session: Session, sessions: Sessions, beforeClient: boolean): Promise<void> {
  for (let message = session.inbox.shift(); message; message = session.inbox.shift()) {
    await runInjected(session, sessions, message, beforeClient);
  }
}

/** Starts the inbox when nothing else drives the session; whoever does drains it or wakes it again. */
export async function drainInBackground(session: Session, sessions: Sessions): Promise<void> {
  if (session.inbox.length === 0 || session.ended.signal.aborted || !session.gate.enterInBackground()) return;
  await drainInbox(session, sessions, false);
  session.gate.leave();
}
