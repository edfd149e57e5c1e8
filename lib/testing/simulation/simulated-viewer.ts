/** A browser of a simulated world: signed in as somebody, it joins after what it has, keeps what it was shown, acknowledges at once or when it is told to. */
import { type BrowserSocket, rightsOf } from "@/lib/bridge/browsers/gateway-types";
import { type GatewayDeps, perform } from "@/lib/bridge/browsers/gateway-verbs";
import { leaveAll } from "@/lib/bridge/browsers/joined-sessions";
import type { Packet } from "@/lib/bridge/browsers/parse-packet";
import { refuse } from "@/lib/domain/refusal";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { Actor, Viewer } from "@/lib/domain/viewer";
import type { EventBatch, LiveStatus } from "@/lib/protocol/browser-channel";
import type { Shown, Stay } from "./history";
import type { SimulatedPeople } from "./simulated-people";
import { SESSION } from "./simulated-store";

export const textOfShown = ({ kind, turn, payload }: SessionEvent | ViewerEvent): string => JSON.stringify([kind, turn, payload]);

type Place = {
  people: SimulatedPeople;
  deps: GatewayDeps;
  isDurable(seq: number): boolean;
  /** Something was done for somebody without the right. */
  granted(what: string): void;
  mark(what: string): void;
};
type OpenStay = Stay & { shown: Shown[] };

export class SimulatedViewer {
  readonly name: string;
  readonly actor: Actor;
  readonly stays: OpenStay[] = [];
  readonly #place: Place;
  isSlow = false;
  /** Who is there, as far as it was told. */
  told: readonly number[] = [];
  socket: BrowserSocket | null = null;
  #unanswered: ((failure: Error | null) => void)[] = [];

  constructor(name: string, actor: Actor, place: Place) {
    this.name = `${name} of ${actor.name}`;
    this.actor = actor;
    this.#place = place;
  }

  get isJoined(): boolean {
    return this.stays.at(-1)?.isOver === false;
  }

  /** The last seq that it has on its page. */
  get cursor(): number {
    const stay = this.stays.at(-1);
    return stay?.shown.at(-1)?.seq ?? stay?.after ?? 0;
  }

  /** What is refused changes nothing: what must hold is checked after every step. */
  async ask(event: Packet["event"], given: object = {}): Promise<object> {
    const { people, deps, granted } = this.#place;
    const isAllowed = event === "session:join" ? people.mayRead(this.actor) : people.mayWrite(this.actor);
    const socket = this.#connected() ?? refuse("unauthenticated");
    const answer = await perform(socket, { event, payload: { sessionId: SESSION, ...given } } as Packet, deps); // as: each caller gives what its event carries
    if (!isAllowed) granted(`${event} for ${this.name}`);
    return answer;
  }

  join(): void {
    this.leave();
    const stay: OpenStay = { viewer: `${this.name}.${this.stays.length}`, after: this.cursor, shown: [], isOver: false };
    this.stays.push(stay);
    this.ask("session:join", { afterSeq: stay.after }).then(
      (answer) => this.#hear((answer as { status: LiveStatus }).status), // as: what this event is answered with
      () => {
        stay.isOver = true;
        this.#place.mark("join refused");
      },
    );
  }

  leave(): void {
    if (this.socket) leaveAll(this.socket);
    this.#end(new Error("The browser is gone."));
  }

  /** Its connection is cut. */
  lose(): void {
    if (this.socket) this.socket.connected = false;
    this.leave();
    this.socket = null;
  }

  acknowledge(): void {
    for (const done of this.#unanswered.splice(0)) done(null);
  }

  #end(failure: Error | null): void {
    const stay = this.stays.at(-1);
    if (stay) stay.isOver = true;
    for (const done of this.#unanswered.splice(0)) done(failure);
  }

  #hear({ viewers }: LiveStatus): void {
    this.told = viewers.map(({ personId }) => personId).sort();
  }

  #connected(): BrowserSocket | null {
    const viewer = this.socket ? null : this.#place.people.signIn(this.actor);
    if (viewer) this.socket = this.#socketOf(viewer);
    return this.socket;
  }

  deliver({ events }: EventBatch, done: (failure: Error | null) => void): void {
    this.#show(events);
    if (this.isSlow) this.#unanswered.push(done);
    else queueMicrotask(() => done(null));
  }

  #show(events: readonly ViewerEvent[]): void {
    const { people, isDurable } = this.#place;
    const stay = this.stays.at(-1);
    for (const event of events) {
      const { seq } = event;
      const wasAllowed = people.maySee(this.actor, seq);
      // What it left behind it does not look at; what is closed to it must not even come.
      if (stay && (!stay.isOver || !wasAllowed)) stay.shown.push({ seq, text: textOfShown(event), wasDurable: isDurable(seq), wasAllowed });
    }
  }

  #socketOf(viewer: Viewer): BrowserSocket {
    const socket = {
      connected: true,
      data: { viewer, rights: rightsOf(viewer), request: { id: "", address: "" }, isWatchingLists: false, joined: new Map() },
      emit: (event: string, said: { status: LiveStatus; refusal: { code: string } }) => {
        if (event === "session:status") this.#hear(said.status);
        if (event !== "session:closed") return;
        this.#place.mark(`closed ${said.refusal.code}`);
        this.#end(null);
      },
      disconnect: () => {
        this.#place.mark("signed out");
        this.lose();
      },
    };
    return socket as unknown as BrowserSocket; // as: all that the gateway's rooms use of it
  }
}
