/** Commands that wait for people who may not write here any more, or not send those, or where nothing goes out any more: they are given up. Where nobody says who may, it is asked again. */

import type { DriverDeps } from "@/lib/bridge/sessions/driver-types";
import { Pause } from "@/lib/bridge/sessions/pause";
import { isCommandAllowed } from "@/lib/domain/sessions/command";
import type { Actor } from "@/lib/domain/viewer";
import type { LaneCommand } from "./command-lane";
import type { CommandRunner } from "./command-runner";

const PAUSES = { firstMs: 2_000, maxMs: 30_000 };

type Deps = Pick<DriverDeps, "mayWrite" | "after"> & { isOwner(personId: number): boolean; isAtRest(): boolean };
type Runner = Pick<CommandRunner, "lane" | "giveUp">;

export class BarredCommands {
  readonly #deps: Deps;
  readonly #runner: Runner;
  readonly #pause: Pause;
  #isClosed = false;

  constructor(deps: Deps, runner: Runner) {
    this.#deps = deps;
    this.#runner = runner;
    this.#pause = new Pause(deps.after, PAUSES);
  }

  review(): void {
    const isOwners = ({ personId }: Actor, { command, args }: LaneCommand) =>
      !isCommandAllowed(command, args, this.#deps.isOwner(personId));
    const { lane } = this.#runner;
    this.#runner.giveUp(lane.dropIf(isOwners), "owners");
    if (this.#deps.isAtRest())
      this.#runner.giveUp(
        lane.dropIf(() => true),
        "rest",
      );
    const people = new Set(lane.waitingFor.map(({ personId }) => personId));
    Promise.all(Array.from(people, (personId) => this.#look(personId))).then(
      () => this.#pause.wentWell(),
      () => this.#isClosed || this.#pause.begin(() => this.review()),
    );
  }

  close(): void {
    this.#isClosed = true;
    this.#pause.end();
  }

  async #look(personId: number): Promise<void> {
    if ((await this.#deps.mayWrite(personId)) || this.#isClosed) return;
    this.#runner.giveUp(
      this.#runner.lane.dropIf((by) => by.personId === personId),
      "barred",
    );
  }
}
