/** One process of a simulated world that holds the session: the real live session, driver, recorder, spool and feeds over simulated ones. */

import { Recorder } from "@/lib/bridge/recording/recorder";
import { SpoolStore } from "@/lib/bridge/recording/spool";
import { LiveSession } from "@/lib/bridge/sessions/live-session";
import { SessionDriver } from "@/lib/bridge/sessions/session-driver";
import { refuse } from "@/lib/domain/refusal";
import { PlayedWire } from "@/lib/testing/played-wire";
import type { MemoryDisk } from "./memory-disk";
import { SESSION, type SimulatedStore, TITLE } from "./simulated-store";

const SPOOL_BYTES = 6_000;

export type HolderWorld = {
  store: SimulatedStore;
  endsWithUs: boolean;
  mark(what: string): void;
  newId(): string;
  mayWrite(personId: number): Promise<boolean>;
  now(): number;
  settle(ms?: number): Promise<void>;
};
type Timer = { at: number; call: () => void };

export class SimulatedHolder extends PlayedWire {
  readonly live: LiveSession;
  readonly disk: MemoryDisk;
  readonly #world: HolderWorld;
  readonly #spool: SpoolStore;
  #timers: Timer[] = [];
  isDead = false;
  /** Another process holds the session's lease now. */
  isFormer = false;

  constructor(world: HolderWorld, disk: MemoryDisk) {
    super();
    this.#world = world;
    this.disk = disk;
    const writer = world.store.writerOf(null, () => this.isDead);
    this.#spool = new SpoolStore({ folder: "/spool", maxBytes: SPOOL_BYTES, writer, disk });
    this.live = new LiveSession(SESSION, world.store.rows.length, {
      openDriver: (live) => this.#openDriver(live),
      readEvents: (after) => world.store.read(after),
      onQuiet: () => {},
      onChanged: () => {},
      now: () => world.now(),
      callAfter: this.after,
    });
  }

  get now(): number {
    return this.#world.now();
  }

  settle(ms?: number): Promise<void> {
    return this.#world.settle(ms);
  }

  /** A page wrote to the log. */
  nudge(head: number): void {
    this.live.driver?.isKnownAs({ owner: this.#world.store.owner, title: TITLE, isAtRest: this.#world.store.isArchived });
    this.live.advance(head);
  }

  readonly after = (ms: number, call: () => void): (() => void) => {
    const timer = { at: this.now + ms, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  /** Calls what is due; true if something was. */
  tick(): boolean {
    if (this.isDead) return false;
    const due = this.#timers.filter(({ at }) => at <= this.now);
    this.#timers = this.#timers.filter(({ at }) => at > this.now);
    for (const { call } of due) call();
    return due.length > 0;
  }

  async #openDriver(live: LiveSession): Promise<SessionDriver> {
    const { store, mark, newId, mayWrite, endsWithUs } = this.#world;
    await this.#spool.drainSession(SESSION);
    if (this.isFormer) refuse("session_taken_over");
    const head = store.claim();
    const recorder = new Recorder({
      sessionId: SESSION,
      epoch: head.epoch,
      lastSeq: head.lastSeq,
      writer: store.writerOf(head.epoch, () => this.isDead),
      spool: this.#spool,
      onStored: (events, head) => live.stored(events, head),
      onState: (state) => {
        mark(`recorder ${state}`);
        driver.storageChanged();
        live.show();
      },
      onLost: () => live.takenOver(),
      callAfter: this.after,
    });
    const session = {
      id: SESSION,
      owner: store.owner,
      title: TITLE,
      isAtRest: store.isArchived,
      cwd: null,
      role: null,
      isDemo: false,
      endsWithUs,
    };
    const agent = {
      target: async () => ({ url: "ws://test", token: null }),
      nameItself: () => {},
      listProcesses: async () => [],
      endProcesses: async () => [],
    };
    const driver: SessionDriver = new SessionDriver(
      { ...session, ...agent },
      head,
      {
        recorder,
        connect: (options) => this.connect(options),
        findClientMessage: (id) => store.find(id),
        mayWrite,
        letGo: async () => {},
        reopen: () => live.reopen(),
        onRefused: (reason) => live.again.refused(reason),
        now: () => this.now,
        newId,
        after: this.after,
      },
      () => live.show(),
    );
    live.advance(head.lastSeq);
    return driver;
  }
}
