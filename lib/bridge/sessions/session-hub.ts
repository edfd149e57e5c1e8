/** Every live session of this process: opened once, kept while it is watched, busy or must go on by itself, let go after a while. */
import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import { agentOf } from "@/lib/bridge/agents/agent-of-session";
import type { SessionAgents } from "@/lib/bridge/agents/session-agent";
import { BATCH_EVENTS } from "@/lib/bridge/browsers/viewer-batches";
import { Recorder } from "@/lib/bridge/recording/recorder";
import type { SpoolStore } from "@/lib/bridge/recording/spool";
import { UpstreamConnection } from "@/lib/bridge/upstream/upstream-connection";
import { RefusedError, refuse } from "@/lib/domain/refusal";
import { claimSession, releaseSession, type SessionHead } from "@/lib/event-log/claim-session";
import type { EventWriter } from "@/lib/event-log/event-writer";
import { findClientMessage, readEvents } from "@/lib/event-log/read-events";
import { callAfter } from "@/lib/platform/call-after";
import { logger } from "@/lib/platform/logger";
import type { DriverDeps } from "./driver-types";
import { type KnownRow, readKnownRow, readLeft, readLiveRow, readMayWrite, sessionOf } from "./live-row";
import { LiveSession } from "./live-session";
import { SessionDriver } from "./session-driver";

/** How long a session that must go on by itself is left before the agent is asked again whether it still must. */
const KEPT_CHECK_MS = 10 * 60_000;
const NUDGE_AGAIN_MS = 1_000;

export type HubDeps = {
  pool: pg.Pool;
  writer: EventWriter;
  spool: SpoolStore;
  agents: SessionAgents;
  holderId: string;
  lingerMs: number;
};

/** Urgent is what a person waits for: a turn that began or ended, a question, what another process or a page wrote. */
type ChangeListener = (sessionId: string, isUrgent: boolean) => void;

type HubEntry = { live: LiveSession; known: KnownRow; timer: ReturnType<typeof setTimeout> | null; isKept: boolean };

export class SessionHub {
  readonly #deps: HubDeps;
  readonly #entries = new Map<string, Promise<HubEntry>>();
  /** Sessions being let go: whoever opens one again waits until all of it is in the log. */
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #listeners = new Set<ChangeListener>();
  /** Sessions that could not be looked at when somebody else wrote to them. */
  readonly #unseen = new Set<string>();
  #isClosing = false;

  constructor(deps: HubDeps) {
    this.#deps = deps;
  }

  /** Calls back when a session's log has grown. */
  onChanged(listener: ChangeListener): void {
    this.#listeners.add(listener);
  }

  /** The live session of this id, opened once however many ask together. Refuses "not_found" and "restarting". */
  async acquire(sessionId: string): Promise<LiveSession> {
    if (this.#isClosing) refuse("restarting");
    const known = this.#entries.get(sessionId);
    if (known) return (await known).live;
    const entry = this.#open(sessionId);
    this.#entries.set(sessionId, entry);
    entry.catch(() => this.#entries.delete(sessionId));
    return (await entry).live;
  }

  /** Somebody else wrote to this session's log. A look that fails is made again: nobody says it twice. */
  async nudge(sessionId: string): Promise<void> {
    const entry = await this.#entries.get(sessionId)?.catch(() => undefined);
    const now = await this.#look(sessionId);
    if (now && entry) this.#learn(entry, now.known);
    entry?.live.advance(now?.known.seq ?? 0);
    if (now?.isLeft) (entry?.live ?? (await this.acquire(sessionId))).wake();
    for (const listener of this.#listeners) listener(sessionId, true);
  }

  #look(sessionId: string): ReturnType<typeof readKnownRow> {
    return readKnownRow(this.#deps.pool, sessionId).catch((error: unknown) => {
      this.#nudgeAgain(sessionId);
      throw error;
    });
  }

  #nudgeAgain(sessionId: string): void {
    if (this.#unseen.has(sessionId)) return;
    this.#unseen.add(sessionId);
    callAfter(NUDGE_AGAIN_MS, () => {
      this.#unseen.delete(sessionId);
      if (!this.#isClosing) this.nudge(sessionId).catch(() => {});
    });
  }

  /** Two looks may answer in the other order: the one that began before the other says nothing. */
  #learn(entry: HubEntry, known: KnownRow): void {
    if (known.lookedAt < entry.known.lookedAt) return;
    const isOver = known.isAtRest && !entry.known.isAtRest;
    entry.known = known;
    entry.live.driver?.isKnownAs(known);
    if (isOver) this.#lookSooner(entry);
  }

  /** What it is kept for no longer counts. */
  #lookSooner(entry: HubEntry): void {
    if (!entry.timer || !entry.isKept) return;
    clearTimeout(entry.timer);
    entry.timer = null;
    this.#watchQuiet(entry.live.id);
  }

  /** Looks at every live session again, and at those that should be: notices may have been missed. */
  async nudgeAll(): Promise<void> {
    const nudge = (ids: Iterable<string>) => Promise.all(Array.from(ids, (id) => this.nudge(id)));
    await Promise.all([nudge(this.#entries.keys()), readLeft(this.#deps.pool).then(nudge)]);
  }

  /** Ends all of them: what was received is kept, viewers are told. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const entries = await Promise.all([...this.#entries.values()].map((entry) => entry.catch(() => null)));
    await Promise.all([...this.#leaving.values(), ...entries.map((entry) => entry && this.#release(entry, "restarting"))]);
  }

  async #open(sessionId: string): Promise<HubEntry> {
    const row = (await readLiveRow(this.#deps.pool, sessionId)) ?? refuse("not_found");
    const live: LiveSession = new LiveSession(sessionId, row.known.seq, {
      openDriver: () => this.#drive(entry),
      readEvents: (cursor) => readEvents(this.#deps.pool, sessionId, { after: cursor, limit: BATCH_EVENTS }),
      onQuiet: () => this.#watchQuiet(sessionId),
      onChanged: (isUrgent) => {
        for (const listener of this.#listeners) listener(sessionId, isUrgent);
      },
      now: Date.now,
    });
    const entry: HubEntry = { live, known: row.known, timer: null, isKept: false };
    queueMicrotask(() => this.#watchQuiet(sessionId));
    return entry;
  }

  /** Claims the session and joins its log to its agent, as both are now. */
  async #drive(entry: HubEntry): Promise<SessionDriver> {
    const { live } = entry;
    const { pool, holderId, agents } = this.#deps;
    await this.#leaving.get(live.id);
    const row = (await readLiveRow(pool, live.id)) ?? refuse("not_found");
    this.#learn(entry, row.known);
    await this.#deps.spool.drainSession(live.id);
    const head = await claimSession(pool, live.id, holderId);
    if (head === "gone") refuse("not_found");
    if (head === "held_elsewhere")
      refuse("session_taken_over", "Another server process is working on this session. Try again in a moment.");
    const agent = agentOf(live, row, agents);
    const letGo = async () => {
      await agent.release();
      await releaseSession(pool, live.id, head.epoch).catch((err: unknown) =>
        logger.warn({ err, session: live.id }, "a session could not be let go"),
      );
    };
    const deps = this.#driverDeps(live, head, letGo, () => driver);
    const driver: SessionDriver = new SessionDriver(sessionOf(row, entry.known, agent), head, deps, () => live.show());
    live.advance(head.lastSeq);
    return driver;
  }

  #driverDeps(live: LiveSession, { epoch, lastSeq }: SessionHead, letGo: () => Promise<void>, driver: () => SessionDriver): DriverDeps {
    const { pool, writer, spool } = this.#deps;
    const recorder = new Recorder({
      sessionId: live.id,
      epoch,
      lastSeq,
      writer,
      spool,
      onStored: (events, head) => live.stored(events, head),
      onState: () => {
        driver().storageChanged();
        live.show();
      },
      onLost: () => live.takenOver(),
    });
    return {
      recorder,
      connect: (options) => new UpstreamConnection(options),
      findClientMessage: (messageId) => findClientMessage(pool, live.id, messageId),
      mayWrite: (personId) => readMayWrite(pool, live.id, personId),
      letGo,
      reopen: () => live.reopen(),
      onRefused: (reason) => live.again.refused(reason),
      now: Date.now,
      newId: randomUUID,
      after: callAfter,
    };
  }

  /** A session that turned quiet is looked at again after the linger. */
  #watchQuiet(sessionId: string, delay = this.#deps.lingerMs): void {
    void this.#entries.get(sessionId)?.then(
      (entry) => {
        if (this.#isClosing || !entry.live.isQuiet || entry.timer) return;
        entry.timer = setTimeout(() => {
          this.#letGo(entry).catch((err: unknown) => logger.error({ err, session: sessionId }, "a quiet session could not be let go"));
        }, delay);
        entry.timer.unref();
      },
      () => {},
    );
  }

  async #letGo(entry: HubEntry): Promise<void> {
    const { live } = entry;
    entry.isKept = false;
    const reasons = live.isQuiet ? await live.driver?.findReasons() : [];
    // Whoever was given it just now has begun to use it by then.
    await setImmediate();
    // Only now: to ask makes it busy and quiet again, which is no reason to look once more.
    entry.timer = null;
    if (!live.isQuiet) return;
    entry.isKept = reasons !== undefined && reasons.length > 0;
    if (entry.isKept) return this.#watchQuiet(live.id, KEPT_CHECK_MS);
    this.#entries.delete(live.id);
    const leaving = Promise.all([this.#leaving.get(live.id), this.#release(entry, "not_found")]).then(() => {
      if (this.#leaving.get(live.id) === leaving) this.#leaving.delete(live.id);
    });
    this.#leaving.set(live.id, leaving);
    await leaving;
    await this.#wakeLeft(live.id).catch(() => {});
  }

  /** Whoever said meanwhile that it goes on was told that somebody has it. */
  async #wakeLeft(sessionId: string): Promise<void> {
    if (!this.#isClosing && (await this.#look(sessionId))?.isLeft) (await this.acquire(sessionId)).wake();
  }

  async #release({ live, timer }: HubEntry, code: "restarting" | "not_found"): Promise<void> {
    if (timer) clearTimeout(timer);
    await live.close(code).catch((err: unknown) => {
      if (!(err instanceof RefusedError)) logger.error({ err, session: live.id }, "a session did not close in order");
    });
  }
}
