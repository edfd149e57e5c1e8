/** Brings commands to the agent: at once, or when nothing else runs; what people ask for is on record until it is sent or given up. */
import type { RecordItem } from "@/lib/bridge/recording/recorder";
import type { DriverDeps } from "@/lib/bridge/sessions/driver-types";
import { refuse } from "@/lib/domain/refusal";
import type { DraftOf, EventPayload } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { CommandLane, type DropCause, type DroppedCommand, droppedFacts, type LaneCommand, TELLING } from "./command-lane";

type Deps = Pick<DriverDeps, "recorder" | "now" | "newId" | "after">;

type AskedPayload = EventPayload<"command_asked">;

export type CommandPorts = {
  /** Null: the agent is there. */
  missing(): DropCause | null;
  /** Nothing runs that a command would have to wait for. */
  isFree(): boolean;
  /** Records in order with the frames. */
  keep(items: RecordItem[]): Promise<unknown>;
  send(command: LaneCommand): void;
  /** It was not answered in time. */
  onLate(command: LaneCommand): void;
};

export class CommandRunner {
  readonly lane = new CommandLane();
  readonly #deps: Deps;
  readonly #ports: CommandPorts;
  /** What waited for a process that is gone. */
  readonly #left: readonly AskedPayload[];
  #told: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps, ports: CommandPorts, left: readonly AskedPayload[]) {
    this.#deps = deps;
    this.#ports = ports;
    this.#left = left;
  }

  /** Puts a command in the lane; it goes out when nothing else runs. */
  request(command: string, args: string[], by: Actor | null, after?: Actor): void {
    this.lane.add({ requestId: this.#deps.newId(), command, args, by, ...(after ? { after } : {}) }, { first: by === null });
    this.advance();
  }

  /** A person's command; resolves when it is on record that it was sent, or that it waits. */
  async run(command: string, args: string[], by: Actor): Promise<void> {
    if (this.#ports.isFree() && this.lane.isIdle) {
      this.request(command, args, by);
      await this.#told;
      return;
    }
    const { recorder, now, newId } = this.#deps;
    if (recorder.state !== "direct") refuse("storage_unavailable");
    const payload = { requestId: newId(), command, args, by };
    await recorder.recordNow([{ draft: { kind: "command_asked", at: now(), turn: null, payload } }]);
    // The connection that it was to wait on may be gone by then.
    const cause = this.#ports.missing();
    if (cause) return this.giveUp([{ ...payload, wasSent: false }], cause);
    this.lane.add({ ...payload, isAsked: true });
    this.advance();
  }

  /** As where a connection is lost: what waited for it is not sent over another. */
  giveUpLeft(): void {
    this.giveUp(
      this.#left.map((command) => ({ ...command, wasSent: false })),
      "restarted",
    );
  }

  giveUp(dropped: readonly DroppedCommand[], cause: DropCause): void {
    void this.#ports.keep(droppedFacts(dropped, this.#deps.now(), cause));
  }

  /** Sends the next command if the connection is free for one. */
  advance(): void {
    if (this.#ports.missing() || !this.#ports.isFree() || this.lane.running) return;
    // What has to be on record first waits for the database, as messages do.
    if (this.lane.next?.isAsked && this.#deps.recorder.state !== "direct") return;
    const next = this.lane.start();
    if (next?.isAsked) this.#sendOnRecord(next);
    else if (next) this.#sendNow(next);
  }

  #sendNow(command: LaneCommand): void {
    const sent = this.#sentFact(command);
    if (sent) this.#told = this.#ports.keep([{ draft: sent }]);
    this.#sendOut(command);
  }

  /** A dashboard that is killed has sent none of which its log says that it waits. */
  #sendOnRecord(command: LaneCommand): void {
    const sent = this.#sentFact(command);
    const stored = sent ? this.#deps.recorder.recordNow([{ draft: sent, clientMessageId: command.requestId }]) : Promise.resolve();
    stored.then(
      () => this.lane.running === command && this.#sendOut(command),
      () => this.lane.putBack(command),
    );
  }

  #sentFact({ requestId, command, args, by }: LaneCommand): DraftOf<"command_sent"> | null {
    return by && { kind: "command_sent", at: this.#deps.now(), turn: null, payload: { requestId, command, args, by } };
  }

  #sendOut(command: LaneCommand): void {
    this.#ports.send(command);
    this.lane.watch(this.#deps.after, (given) => {
      this.giveUp([given], "late");
      if (given.by && TELLING.has(given.command)) this.request("info", [], null, given.by);
      this.#ports.onLate(given);
    });
  }
}
