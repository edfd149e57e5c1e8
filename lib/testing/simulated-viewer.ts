/** A browser of a simulated world: joins after what it has, keeps what it was shown, acknowledges at once or when it is told to. */
import type { LiveSession } from "@/lib/bridge/live-session";
import type { ViewerFeed, ViewerPort } from "@/lib/bridge/viewer-feed";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/session-event";
import type { Shown, Stay } from "./history";
import { ada } from "./scripted-session";

export const textOfShown = ({ kind, turn, payload }: SessionEvent | ViewerEvent): string => JSON.stringify([kind, turn, payload]);

export class SimulatedViewer {
  readonly name: string;
  readonly stays: { viewer: string; after: number; shown: Shown[]; isOver: boolean }[] = [];
  readonly #isDurable: (seq: number) => boolean;
  isSlow = false;
  isRevoked = false;
  #joined: { live: LiveSession; feed: ViewerFeed } | null = null;
  #unanswered: ((failure?: Error) => void)[] = [];

  constructor(name: string, isDurable: (seq: number) => boolean) {
    this.name = name;
    this.#isDurable = isDurable;
  }

  get isJoined(): boolean {
    return this.#joined !== null;
  }

  /** The last seq that it has on its page. */
  get cursor(): number {
    const stay = this.stays.at(-1);
    return stay?.shown.at(-1)?.seq ?? stay?.after ?? 0;
  }

  join(live: LiveSession): void {
    if (this.isRevoked) return;
    this.leave();
    const stay = { viewer: `${this.name}.${this.stays.length}`, after: this.cursor, shown: [] as Shown[], isOver: false } satisfies Stay;
    this.stays.push(stay);
    this.#joined = { live, feed: live.addViewer(ada, stay.after, this.#portOf(stay)) };
  }

  leave(): void {
    const { live, feed } = this.#joined ?? {};
    this.#joined = null;
    const stay = this.stays.at(-1);
    if (stay) stay.isOver = true;
    if (feed) live?.removeViewer(feed);
    for (const done of this.#unanswered.splice(0)) done(new Error("The browser is gone."));
  }

  revoke(): void {
    this.isRevoked = true;
    this.leave();
  }

  acknowledge(): void {
    for (const done of this.#unanswered.splice(0)) done();
  }

  #portOf(stay: { shown: Shown[]; isOver: boolean }): ViewerPort {
    return {
      deliver: ({ events }, done) => {
        for (const event of events) {
          const isOver = stay.isOver && !this.isRevoked;
          if (!isOver)
            stay.shown.push({
              seq: event.seq,
              text: textOfShown(event),
              wasDurable: this.#isDurable(event.seq),
              wasAllowed: !this.isRevoked,
            });
        }
        if (this.isSlow) this.#unanswered.push(done);
        else queueMicrotask(done);
      },
      status: () => {},
      closed: () => {
        stay.isOver = true;
        this.#joined = null;
        this.acknowledge();
      },
    };
  }
}
