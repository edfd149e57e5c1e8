/** A whole dashboard in memory: agent, network, database, disk, holders and browsers, all of it out of one seed; and what went wrong in it. */
import type { SessionAgents } from "@/lib/bridge/agents/session-agent";
import { lookOnce } from "@/lib/bridge/browsers/watch-rights";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { previewEvent } from "@/lib/event-log/preview-event";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { ada } from "@/lib/testing/scripted-session";
import { type Chance, chanceOf } from "@/lib/testing/seeded-chance";
import type { History, Violation, Written } from "./history";
import { checkHistory } from "./history-checker";
import { MemoryDisk } from "./memory-disk";
import { PlayedAgent } from "./played-agent";
import { SimulatedHolder } from "./simulated-holder";
import { marksOf } from "./simulated-marks";
import { bob, SimulatedPeople, type SimulatedPerson } from "./simulated-people";
import { served } from "./simulated-row";
import { SimulatedStore } from "./simulated-store";
import { SimulatedViewer, textOfShown } from "./simulated-viewer";

const OWNERS = [ada, bob, ada];
const IDLE_ROUNDS = 5;
const ROUNDS_MAX = 80;

export class SimulatedWorld {
  readonly reached = new Set<string>();
  readonly chance: Chance;
  readonly store: SimulatedStore;
  readonly agent: PlayedAgent;
  readonly viewers: readonly SimulatedViewer[];
  readonly acknowledged = new Map<string, number>();
  readonly people: SimulatedPeople;
  readonly written = new Map<string, Written & { by: SimulatedViewer }>();
  readonly #granted: string[] = [];
  readonly endsWithUs: boolean;
  readonly #holders: SimulatedHolder[] = [];
  readonly #ids = { next: 0 };
  #now = 1_000;
  holder: SimulatedHolder;

  constructor(seed: number, { endsWithUs, isShared }: { endsWithUs: boolean; isShared: boolean }) {
    this.chance = chanceOf(seed);
    this.endsWithUs = endsWithUs;
    this.store = new SimulatedStore(this.chance, (what) => this.mark(what));
    this.store.isShared = isShared;
    served.row = () => this.store.row();
    this.people = new SimulatedPeople(this.store);
    this.holder = this.#start(new MemoryDisk());
    this.agent = new PlayedAgent(this.holder);
    this.viewers = OWNERS.map((actor, index) => this.#browser(`browser ${index}`, actor));
  }

  #browser(name: string, actor: Actor): SimulatedViewer {
    const viewer: SimulatedViewer = new SimulatedViewer(name, actor, {
      people: this.people,
      deps: {
        hub: { acquire: async () => this.holder.live },
        agents: {} as SessionAgents, // as: nobody tests a connection here
        deliver: (_socket, batch, done) => viewer.deliver(batch, done),
        viewerOf: async (deviceId) => this.people.viewerOf(deviceId),
      },
      isDurable: (seq) => seq <= this.store.rows.length,
      granted: (what) => void this.#granted.push(what),
      mark: (what) => this.mark(what),
    });
    return viewer;
  }

  mark(what: string): void {
    this.reached.add(what);
  }

  newId(): string {
    this.#ids.next += 1;
    return `0198a0de-0000-4000-8000-${String(this.#ids.next).padStart(12, "0")}`;
  }

  #start(disk: MemoryDisk): SimulatedHolder {
    const { store, endsWithUs } = this;
    const holder = new SimulatedHolder(
      {
        store,
        endsWithUs,
        mark: (what) => this.mark(what),
        newId: () => this.newId(),
        mayWrite: (personId) => this.#mayWrite(personId),
        now: () => this.#now,
        settle: (ms) => this.settle(ms),
      },
      disk,
    );
    this.#holders.push(holder);
    holder.live.wake();
    return holder;
  }

  /** Lets everything happen that is on its way or due, until nothing is. */
  async settle(ms = 0): Promise<void> {
    this.#now += ms;
    let idle = 0;
    for (let round = 0; idle < IDLE_ROUNDS && round < ROUNDS_MAX; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      const wasDue = this.#holders.map((holder) => holder.tick()).includes(true);
      idle = wasDue || this.store.pending > 0 ? 0 : idle + 1;
    }
  }

  async connect(how: "resumed" | "lost" | "restarted", repeated = 0): Promise<void> {
    if (!this.holder.live.driver) {
      this.holder.live.wake();
      await this.settle();
    }
    if (this.holder.isOpen && !this.holder.isConnected) await this.agent.bind(how, repeated);
  }

  send(by: SimulatedViewer, id = this.newId()): void {
    const said = this.written.get(id) ?? { text: `text ${this.written.size}`, personId: by.actor.personId, isAllowed: false, by };
    this.written.set(id, { ...said, isAllowed: said.isAllowed || this.people.mayWrite(by.actor) });
    by.ask("session:send", { messageId: id, text: said.text }).then(
      (answer) => void this.acknowledged.set(id, (answer as { seq: number }).seq), // as: what this event is answered with
      () => this.mark("send refused"),
    );
  }

  async #mayWrite(personId: number): Promise<boolean> {
    await this.store.row();
    return this.people.mayWrite({ personId, name: "" });
  }

  /** An administrator changes what somebody is, and whoever holds the session is told, unless that gets lost. */
  change(one: SimulatedPerson, change: Partial<SimulatedPerson>): void {
    this.people.change(one, change);
    if (!this.store.isAway) this.holder.nudge(this.store.rows.length);
  }

  /** The owner decides on a page: it is on record, and whoever holds the session is told. */
  decide(decision: (owner: Actor) => Pick<EventDraft, "kind" | "payload">): void {
    if (this.store.isAway) return;
    const draft = { ...decision(this.store.owner), at: this.#now, turn: null } as EventDraft; // as: kind and payload are paired by who decides
    const seq = this.store.decide(draft);
    this.people.changed(seq - 1);
    this.holder.nudge(seq);
  }

  /** The look at open connections that comes every second. */
  async look(): Promise<void> {
    const sockets = new Map(this.viewers.flatMap(({ name, socket }) => (socket ? [[name, socket] as const] : [])));
    const look = async (devices: readonly string[]) => {
      if (this.store.isAway) throw new StorageAwayError(new Error("away"));
      return devices.flatMap((device) => this.people.viewerOf(device) ?? []);
    };
    await lookOnce({ sockets: { sockets } }, look).then(
      () => this.people.looked(),
      () => this.mark("look failed"),
    );
  }

  async restart(): Promise<void> {
    const { disk, live } = this.holder;
    await Promise.all([live.close("restarting"), this.settle()]);
    await this.#replace(disk);
  }

  /** The process ends in the middle of whatever it does; `torn`: bytes of an unfinished write that reached the disk. */
  async kill(torn: number): Promise<void> {
    const { disk, live } = this.holder;
    this.mark(live.driver?.line.tracker.open ? "killed in a turn" : "killed");
    this.holder.isDead = true;
    for (const viewer of this.viewers) viewer.lose();
    await this.#replace(disk.afterCrash(torn));
  }

  /** The lease ran out: another process claims the session while this one lives on and writes once more. */
  async takeOver(): Promise<void> {
    if (this.store.isAway) return;
    const before = this.holder;
    before.isFormer = true;
    await this.#replace(new MemoryDisk());
    for (const viewer of this.viewers) viewer.lose();
    before.lose();
    await this.settle();
  }

  async #replace(disk: MemoryDisk): Promise<void> {
    this.holder = this.#start(disk);
    this.agent.follow(this.holder);
    await this.settle();
    if (this.endsWithUs) await this.connect("restarted");
  }

  #presence(): History["presence"] {
    const joined = this.viewers.filter(({ isJoined }) => isJoined);
    const there = [...new Set(joined.map(({ actor }) => actor.personId))].sort();
    return joined.map(({ name, told }) => ({ viewer: name, told, there }));
  }

  check({ isOver = false, isIdle = isOver }: Partial<Pick<History, "isOver" | "isIdle">> = {}): Violation[] {
    return checkHistory({
      streams: this.agent.truth,
      replies: new Map(this.#holders.flatMap((one) => one.replies.map((r) => [`${r.connection} ${r.ordinal}`, r.text] as const))),
      rows: this.store.rows,
      stays: this.viewers.flatMap(({ stays }) => stays),
      acknowledged: this.acknowledged,
      written: this.written,
      mayWrite: this.people.toldRights(this.store.rows.length),
      granted: this.#granted,
      accepted: this.people.accepted,
      obeyed: this.agent.obeyed,
      presence: this.#presence(),
      begun: this.agent.begun,
      textOf: (event) => textOfShown(previewEvent(event)),
      isOver,
      isIdle,
      costNano: BigInt(this.agent.millis) * 1_000_000n,
      tokens: this.agent.tokens,
    });
  }

  /** Everything comes back, and all that can happen does. */
  async finish(): Promise<Violation[]> {
    Object.assign(this.store, { isAway: false, loses: null });
    this.holder.disk.isFull = false;
    this.agent.busyFor = 0;
    for (const viewer of this.viewers) viewer.isSlow = false;
    for (const viewer of this.viewers) viewer.acknowledge();
    if (this.store.isArchived) this.decide((by) => ({ kind: "session_restored", payload: { by } }));
    this.holder.nudge(this.store.rows.length);
    for (let round = 0; round < 60 && !(await this.#isDone(round)); round += 1);
    const waited = this.check({ isIdle: true });
    if (waited.length > 0) return waited;
    await this.agent.drop(false);
    await this.connect("resumed");
    await this.look();
    for (const viewer of this.viewers) if (!viewer.isJoined) viewer.join();
    await this.settle(30_000);
    for (const what of marksOf(this.store.events, this.written)) this.mark(what);
    for (const [what, times] of Object.entries(this.agent.resumes)) if (times > 0) this.mark(`resume ${what}`);
    return this.check({ isOver: true });
  }

  async #isDone(round: number): Promise<boolean> {
    await this.connect("resumed");
    await this.agent.take();
    this.agent.end(1);
    await this.settle(30_000);
    const { driver } = this.holder.live;
    return round > 1 && driver !== null && !driver.isBusy && !this.agent.running && !this.agent.hasPending && this.agent.isConnected;
  }
}
