/** The agent's side of a live session: one connection, every frame into the log in order, and what each frame sets off. */
import { isDeepStrictEqual } from "node:util";
import type { RecordItem } from "@/lib/bridge/recording/recorder";
import type { DriverDeps, DriverSession, LineListener, UpstreamLink } from "@/lib/bridge/sessions/driver-types";
import type { Received } from "@/lib/bridge/upstream/upstream-attempt";
import type { UpstreamState } from "@/lib/bridge/upstream/upstream-connection";
import type { EventDraft, EventPayload } from "@/lib/domain/sessions/session-event";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Actor } from "@/lib/domain/viewer";
import { sourceOf } from "@/lib/event-log/append-events";
import type { SessionHead } from "@/lib/event-log/claim-session";
import { type ClientFrame, FRAME_MAX_BYTES, outputSeqOf } from "@/lib/protocol/upstream-frames";
import { type AgentDescription, describeAgent } from "./agent-description";
import { type BindOutcome, followBind, jumpOf, trackerOf } from "./bind-outcome";
import { type CommandLane, type LaneCommand, TELLING } from "./command-lane";
import { type CommandPorts, CommandRunner } from "./command-runner";
import { connectionFacts } from "./connection-facts";
import { dismissal, ElicitationDesk } from "./elicitation-desk";
import { StreamPosition } from "./stream-position";
import { cutFrame, translateFrame } from "./translate-frame";
import { DOUBT_AFTER_MS, endWords, TurnDoubt } from "./turn-doubt";
import type { TurnTracker } from "./turn-tracker";

const itemOf = (draft: EventDraft): RecordItem => ({ draft });

export class AgentLine {
  readonly tracker: TurnTracker;
  readonly desk: ElicitationDesk;
  readonly runner: CommandRunner;
  readonly lane: CommandLane;
  readonly #session: DriverSession;
  readonly #deps: DriverDeps;
  readonly #listener: LineListener;
  readonly #position: StreamPosition;
  #link: UpstreamLink | null = null;
  #state: UpstreamState = { kind: "closed" };
  #commands: EventPayload<"upstream_bound">["commands"] = [];
  #isDescribed = false;
  readonly #doubt = new TurnDoubt();

  constructor(session: DriverSession, head: SessionHead, deps: DriverDeps, listener: LineListener) {
    this.#session = session;
    this.#deps = deps;
    this.#listener = listener;
    this.#position = new StreamPosition(head.stream, head.streamSeq);
    this.desk = new ElicitationDesk(head.openElicitations);
    this.tracker = trackerOf(session, head);
    this.runner = new CommandRunner(deps, this.#commandPorts(), head.askedCommands);
    this.lane = this.runner.lane;
  }

  get state(): UpstreamState {
    return this.#state;
  }

  get commands(): EventPayload<"upstream_bound">["commands"] {
    return this.#commands;
  }

  /** Closed on purpose because nothing more could be kept. */
  get isClosed(): boolean {
    return this.#link === null;
  }

  /** Bound, and the agent has said who it is: a message or a command may go out when nothing runs. */
  get isReady(): boolean {
    return this.#state.kind === "bound" && this.#isDescribed;
  }

  open(): void {
    this.#link = this.#deps.connect({
      target: () => this.#session.target(),
      sessionId: this.#session.id,
      cwd: this.#session.cwd,
      role: this.#session.role,
      resumeFrom: () => this.#position.resumeFrom(),
      onFrame: (received) => this.#receive(received),
      onState: (state) => this.#follow(state),
      now: () => this.#deps.now(),
    });
    this.#link.open();
  }

  send(frame: ClientFrame): boolean {
    return this.#link?.send(frame) ?? false;
  }

  readonly reconnectNow = (): void => this.#link?.reconnectNow();

  async close(): Promise<void> {
    const link = this.#link;
    this.#link = null;
    await link?.close();
  }

  #commandPorts(): CommandPorts {
    return {
      missing: () => (this.#state.kind === "bound" ? null : this.#state.kind),
      isFree: () => this.tracker.open === null || this.#doubt.mustAsk,
      keep: (items) => this.#keep(items),
      send: ({ requestId: request_id, command, args }) =>
        void this.send({ type: "command", session_id: this.#session.id, request_id, command, args }),
      onLate: ({ command }) => {
        // An agent that does not say who it is must not keep people waiting for ever.
        if (command === "info") this.#wasBusy();
        this.#listener.onProgress();
      },
    };
  }

  /** Records a fact of ours, in order with the frames; null: there is none. */
  record(draft: EventDraft | null): void {
    if (draft) void this.#keep([itemOf(draft)]);
  }

  /** Records the end of the open turn that nobody reported, or that what a delegated run cost is lost; in one entry with what is `told` of the agent. */
  interrupt(reason: string, described?: AgentDescription, told: readonly EventDraft[] = []): boolean {
    const end = this.tracker.interrupt(reason, this.#deps.now(), described?.totals);
    if (end) void this.#keep([end, ...told].map(itemOf));
    if (end?.kind === "turn_interrupted") this.#endTurn("interrupted");
    return end !== null;
  }

  /** Asks the agent whether it has ended the open turn without a word. */
  doubtTurn(): void {
    this.#doubt.raise("untold");
    this.runner.request("info", [], null);
  }

  #endTurn(outcome: TurnOutcome): void {
    this.desk.clear();
    this.#doubt.settle();
    this.#listener.onTurnEnd(outcome);
  }

  /** `before`: the place to ask from again when they cannot be kept. */
  #keep(items: RecordItem[], stream?: { id: string; seq: number }, before = this.#position.mark()): Promise<unknown> {
    if (items.length === 0) return Promise.resolve();
    const kept = this.#deps.recorder.record(items, stream);
    kept.catch(() => {
      this.#position.returnTo(before);
      this.#listener.onUnkept();
    });
    return kept;
  }

  #follow(state: UpstreamState): void {
    this.#state = state;
    if (state.kind === "bound") {
      this.#isDescribed = false;
      this.lane.askWho(this.#deps.newId());
      this.runner.advance();
    } else {
      void this.#keep(connectionFacts(state, this.lane.drop(), { at: this.#deps.now(), turn: this.tracker.openNo }));
      if (state.kind === "refused") this.#refused(state.reason);
    }
    this.#listener.onProgress();
  }

  #refused(reason: string): void {
    const { retryAt, isNews } = this.#deps.onRefused(reason);
    const payload = { reason, ...(isNews ? {} : { again: true as const }), ...(retryAt === null ? {} : { retryAt }) };
    this.record({ kind: "upstream_refused", at: this.#deps.now(), turn: null, payload });
    this.interrupt(reason);
  }

  #receive({ raw, at, parsed, connectionId, ordinal }: Received): void {
    const seq = outputSeqOf(parsed);
    const isOutput = seq !== null;
    const before = this.#position.mark();
    const { isNew, missed } = isOutput ? this.#position.accept(seq) : { isNew: true, missed: 0 };
    if (!isNew) return;
    const gap = jumpOf(missed, this.#position.stream, { at, turn: this.tracker.openNo });
    const isWhole = raw.length <= FRAME_MAX_BYTES;
    const translated = translateFrame(parsed, raw.toString("utf8"), { at, ownerId: this.#session.owner.personId });
    const draft = this.lane.own(this.tracker.track(isWhole ? translated : cutFrame(translated, raw), !isOutput), !isOutput);
    const bind = followBind(draft.event, { position: this.#position, tracker: this.tracker, desk: this.desk });
    const place = isOutput || bind ? this.#position.place : undefined;
    const source = isOutput && place ? { stream: sourceOf(place.id), seq: place.seq } : { stream: connectionId, seq: ordinal };
    const item = { draft: draft.event, source, raw: isWhole ? raw : undefined };
    // One entry: a gap is on record together with the place behind it, or both are not.
    void this.#keep([...gap.map(itemOf), item, ...(bind?.facts ?? []).map(itemOf)], place, before);
    this.#setOff(draft.event, draft.answered, parsed.ok);
    if (bind) this.#bound(bind, draft.event);
    this.#listener.onProgress();
  }

  #setOff(event: EventDraft, answered: LaneCommand | null, isFrame: boolean): void {
    if (answered) this.#answered(answered, event);
    for (const fact of this.desk.follow(event)) {
      this.record(fact);
      if (event.kind === "elicitation_asked") this.send(dismissal(this.#session.id, this.#deps.newId(), fact.payload.id));
    }
    if (event.kind === "error_reported") this.#failed(event);
    if (event.kind === "usage_reported" && this.#doubt.sawEnd({ isOurs: Boolean(event.payload.ends) }))
      this.runner.request("info", [], null);
    if ("ends" in event.payload && event.payload.ends) this.#endTurn(event.payload.ends);
    if (isFrame) this.#listener.onEvent(event);
  }

  #failed(event: Extract<EventDraft, { kind: "error_reported" }>): void {
    if (this.tracker.isBusyAnswer(event)) this.#listener.onNotTaken(event.payload.message);
    const { seq } = this.#position.mark();
    this.#deps.after(DOUBT_AFTER_MS, () => {
      if (event.turn !== null && this.tracker.openNo === event.turn && this.#position.mark().seq === seq) this.doubtTurn();
    });
  }

  #bound({ turn, asksAgain }: BindOutcome, event: EventDraft): void {
    if (event.kind === "upstream_bound" && event.payload.commands.length > 0) this.#commands = event.payload.commands;
    this.#doubt.raise(turn === "untaken" || turn === "unseen" ? turn : null);
    if (turn === "over") this.interrupt("The agent was restarted while this turn ran.");
    if (asksAgain) this.reconnectNow();
  }

  #answered({ command, by, after }: LaneCommand, event: EventDraft): void {
    if (event.kind === "command_answered") {
      if (command === "info") this.#describe(event, after);
      if (by && command === "prompt") this.tracker.ranPrompt(event.payload.result, by.personId);
      this.#listener.onCommandAnswered(command, by, event.payload);
    } else if (command === "info" && by === null) this.#wasBusy();
    if (by && TELLING.has(command)) this.runner.request("info", [], null, by);
  }

  /** An agent that is busy with our turn says so by refusing. */
  #wasBusy(): void {
    this.#isDescribed = true;
    this.#doubt.sawBusy();
  }

  #describe(event: Extract<EventDraft, { kind: "command_answered" }>, spender?: Actor): void {
    this.#isDescribed = true;
    const { totals: known, agent } = this.tracker;
    const said = describeAgent(event.payload.result, known);
    if (!said) return;
    const { model, role, totals } = said;
    this.tracker.agent = { model, role };
    const charge = (): void => this.record(this.tracker.outside(totals, event.at, spender?.personId));
    // What is asked after a command comes late where a turn is open: that had used nothing by then.
    if (spender) charge();
    const doubt = this.#doubt.settle();
    if (doubt === "untaken") this.#listener.onNotTaken("The connection was lost before the agent took it.");
    const isNews = !isDeepStrictEqual([agent, known], [{ model, role }, totals]);
    const told: EventDraft[] = isNews ? [{ kind: "agent_described", at: event.at, turn: null, payload: { model, role, totals } }] : [];
    // The end of a turn does not say up to which totals it is paid.
    const isTold = doubt !== null && this.interrupt(endWords[doubt], said, told);
    if (!this.tracker.open) charge();
    if (!isTold) void this.#keep(told.map(itemOf));
  }
}
