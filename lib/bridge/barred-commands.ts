/** Commands that wait for people who may not write here any more: they are given up. Where nobody says who may, it is asked again. */
import type { AgentLine } from "./agent-line";
import { droppedFacts } from "./command-lane";
import type { DriverDeps } from "./driver-types";
import { Pause } from "./pause";

const PAUSES = { firstMs: 2_000, maxMs: 30_000 };

type Deps = Pick<DriverDeps, "mayWrite" | "now" | "after">;

export class BarredCommands {
  readonly #deps: Deps;
  readonly #line: Pick<AgentLine, "lane" | "record">;
  readonly #pause: Pause;
  #isClosed = false;

  constructor(deps: Deps, line: Pick<AgentLine, "lane" | "record">) {
    this.#deps = deps;
    this.#line = line;
    this.#pause = new Pause(deps.after, PAUSES);
  }

  review(): void {
    const people = new Set(this.#line.lane.waitingFor.map(({ personId }) => personId));
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
    const dropped = this.#line.lane.dropOf(personId);
    for (const fact of droppedFacts(dropped, this.#deps.now(), "barred")) this.#line.record(fact);
  }
}
