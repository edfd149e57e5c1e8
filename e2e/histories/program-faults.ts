// What happens to the whole program in a history, each by its name in the fault matrix, and how long it lasts.
import type { LineName, ProgramWorld } from "./program-world";
import type { SmallDisk } from "./small-disk";

/** `lasts`: until the agent has ended its turn meanwhile, or for a moment only, where it cannot. */
export type ProgramFault = {
  name: string;
  lasts: "until the turn has ended" | "a moment";
  /** The server has to be started again, which takes seconds. */
  isSlow?: boolean;
  strike(world: ProgramWorld): Promise<void> | void;
};

const whileTheAgentWorks = (name: string, strike: ProgramFault["strike"]): ProgramFault => ({
  name,
  lasts: "until the turn has ended",
  strike,
});
const thenAStart = (name: string, strike: ProgramFault["strike"]): ProgramFault => ({ ...whileTheAgentWorks(name, strike), isSlow: true });
const forAMoment = (name: string, strike: ProgramFault["strike"]): ProgramFault => ({ name, lasts: "a moment", strike });

const HOURS_MS = 3_600_000;
const FEW_BYTES = 8;
const SLICE_BYTES = 900;
const CUT_AFTER_BYTES = 6_000;

/** Both ways, until everything is healed. */
function slice({ lines }: ProgramWorld, line: LineName): void {
  for (const way of ["up", "down"] as const) lines[line].harm(way, { sliceBytes: SLICE_BYTES, latencyMs: 1, jitterMs: 4 });
}

/** The agent waits meanwhile: to fill one takes longer on a busy machine than its turn does. */
function fill({ agent }: ProgramWorld, disk: SmallDisk | undefined): void {
  agent.signal("SIGSTOP");
  disk?.fill();
  agent.signal("SIGCONT");
}

/** Where disks may be mounted. */
export const diskFaults: readonly ProgramFault[] = [
  whileTheAgentWorks("the disk of the database is full", (world) => fill(world, world.disks?.database)),
  whileTheAgentWorks("the disk of the spool is full", (world) => fill(world, world.disks?.spool)),
];

export const programFaults: readonly ProgramFault[] = [
  thenAStart("the server is killed", (world) => world.killServer()),
  thenAStart("the server reaches its limit of memory", (world) => world.exhaustServer()),
  thenAStart("the server is ended in order", (world) => world.endServer()),
  whileTheAgentWorks("the server is frozen", (world) => world.freezeServer()),
  whileTheAgentWorks("the clock of the server jumps ahead", (world) => world.jumpClock(3 * HOURS_MS)),
  whileTheAgentWorks("the clock of the server jumps back", (world) => world.jumpClock(-3 * HOURS_MS)),
  forAMoment("the agent is killed", (world) => world.agent.kill()),
  forAMoment("the agent is frozen", (world) => world.agent.signal("SIGSTOP")),
  whileTheAgentWorks("the database is killed", (world) => world.database.signal("SIGKILL")),
  whileTheAgentWorks("the database is stopped at once", (world) => world.database.signal("SIGQUIT")),
  whileTheAgentWorks("the database is frozen", (world) => world.database.freeze()),
  whileTheAgentWorks("the line to the agent is cut", ({ lines }) => lines.agent.cutAll()),
  whileTheAgentWorks("the line to the agent swallows everything", (world) => world.swallow("agent")),
  whileTheAgentWorks("the line to the agent is slow and in slices", (world) => slice(world, "agent")),
  whileTheAgentWorks("the line to the agent passes a few bytes at a time", ({ lines }) =>
    lines.agent.harm("down", { sliceBytes: FEW_BYTES }),
  ),
  whileTheAgentWorks("the line to the agent is cut in the middle of frames", ({ lines }) =>
    lines.agent.harm("down", { sliceBytes: SLICE_BYTES, cutAfterBytes: CUT_AFTER_BYTES }),
  ),
  whileTheAgentWorks("the line to the database is cut", ({ lines }) => lines.database.cutAll()),
  whileTheAgentWorks("the line to the database swallows everything", (world) => world.swallow("database")),
  whileTheAgentWorks("the line to the database is cut in the middle of answers", ({ lines }) =>
    lines.database.harm("down", { sliceBytes: SLICE_BYTES, cutAfterBytes: CUT_AFTER_BYTES }),
  ),
  whileTheAgentWorks("the line to the browsers is cut", ({ lines }) => lines.browsers.cutAll()),
  whileTheAgentWorks("the line to the browsers swallows everything", (world) => world.swallow("browsers")),
  whileTheAgentWorks("the line to the browsers is slow and in slices", (world) => slice(world, "browsers")),
];
