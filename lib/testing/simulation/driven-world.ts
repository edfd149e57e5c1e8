/** A driver, the agent it drives and the people who write to it; what must hold of them after every step. */
import { expect } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { isOpenQuestion } from "@/lib/domain/transcript/transcript-items";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import type { SessionHead } from "@/lib/event-log/claim-session";
import { MemoryLog } from "@/lib/testing/memory-log";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { headOf } from "./head-of-log";
import { PlayedAgent } from "./played-agent";
import { type Act, QueueModel } from "./queue-model";

export class DrivenWorld {
  readonly log = new MemoryLog();
  readonly model = new QueueModel();
  readonly endsWithUs: boolean;
  session: ScriptedSession;
  readonly agent: PlayedAgent;

  constructor(endsWithUs: boolean) {
    this.endsWithUs = endsWithUs;
    this.session = this.#open({});
    this.agent = new PlayedAgent(this.session);
  }

  #open(head: Partial<SessionHead>): ScriptedSession {
    return new ScriptedSession({ log: this.log, head, session: { endsWithUs: this.endsWithUs } });
  }

  get transcript(): Transcript {
    return applyEvents(emptyTranscript, this.log.events).transcript;
  }

  async connect(how: "resumed" | "lost" | "restarted", repeated = 0): Promise<void> {
    if (!this.session.isConnected) await this.agent.bind(how, repeated);
  }

  /** The dashboard ends, properly or not, and comes up again from the log. */
  async restart(isKilled: boolean): Promise<void> {
    const { now } = this.session;
    this.session.isConnected = false;
    if (!isKilled) await this.session.driver.close();
    this.session = this.#open(headOf(this.log.events, this.log.position));
    this.session.now = now;
    this.agent.follow(this.session);
    await this.session.settle();
    if (this.endsWithUs) await this.connect("restarted");
  }

  /** Whatever people do, each of them for itself; what is refused is no part of what they meant. */
  async people(...acts: Act[]): Promise<void> {
    const { messages } = this.session.driver;
    const owner = { by: ada, mayTouchOthers: true };
    const calls = acts.map(async ({ what, id, detail = null }) => {
      if (what === "send") await messages.submit(ada, id, detail ?? "");
      else if (what === "edit") await messages.edit(owner, id, detail ?? "");
      else if (what === "move") await messages.move(owner, id, detail);
      else if (what === "first") await messages.sendNow(owner, id);
      else await messages.remove(owner, id);
    });
    const settled = Promise.allSettled(calls);
    await this.session.settle();
    const results = await settled;
    results.forEach((result, index) => {
      const act = acts[index];
      if (result.status === "fulfilled" && act) this.model.meant(act);
      else if (result.status === "rejected")
        expect(result.reason).toMatchObject({ refusal: { code: expect.stringMatching(/^queue_changed|message_/) } });
    });
  }

  check(): void {
    const { events } = this.log;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    checkTurns(events);
    this.model.follow(events);
    const { queue, openTurn, entries } = this.transcript;
    expect(queue.map(({ messageId, text }) => [messageId, text])).toEqual(this.model.waiting);
    expect(this.session.driver.line.tracker.open?.no ?? null).toBe(openTurn);
    for (const { items } of entries)
      for (const item of items) if (isOpenQuestion(item)) expect(this.session.driver.line.desk.find(item.id)).toBeDefined();
  }

  /** Lets everything that can happen happen: then nothing waits, nothing runs, and every cent is on record. */
  async finish(): Promise<void> {
    this.agent.busyFor = 0;
    for (let round = 0; round < 60; round += 1) {
      await this.connect("resumed");
      await this.agent.take();
      this.agent.end(1);
      await this.session.settle(30_000);
      this.check();
      const isDone = this.transcript.openTurn === null && this.transcript.queue.length === 0 && !this.agent.hasPending;
      if (isDone && !this.agent.running) break;
    }
    expect(this.transcript).toMatchObject({ openTurn: null, queue: [] });
    await this.agent.drop(false);
    await this.connect("resumed");
    this.check();
    expect(this.transcript.facts.costNano).toBe(String(BigInt(this.agent.millis) * 1_000_000n));
    this.#checkStream();
    const begun = this.agent.begun.map(({ text }) => text);
    this.model.checkBegun(begun, events(this.log, "turn_interrupted").length);
  }

  /** R8b every frame of the agent's stream is on record once, or in one gap. */
  #checkStream(): void {
    const missed = events(this.log, "frames_missed").filter(({ payload }) => payload.stream === this.agent.stream);
    const gaps = missed.reduce((sum, { payload }) => sum + (payload.count ?? 0), 0);
    expect(this.log.recordedOf(this.agent.stream) + gaps).toBe(this.agent.written);
  }
}

const events = <K extends SessionEvent["kind"]>(log: MemoryLog, kind: K) => log.of(kind);

/** One turn at a time, numbered 1, 2, 3 …, each of which ends exactly once. */
function checkTurns(log: readonly SessionEvent[]): void {
  let open: number | null = null;
  let count = 0;
  for (const event of log) {
    if (event.kind === "message_sent" || (event.kind === "message_injected" && event.turn !== open)) {
      expect(open, `turn ${event.turn} begins at ${event.seq}`).toBeNull();
      count += 1;
      expect(event.turn).toBe(count);
      open = count;
    }
    if ("ends" in event.payload && event.payload.ends !== null) {
      expect(event.turn, `a turn ends at ${event.seq}`).toBe(open);
      open = null;
    }
  }
}
