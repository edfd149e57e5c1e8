/** Everything that an agent's process has started, wherever it ended up: its tree, its process session, and whoever bears its mark. */
import type { EventPayload } from "@/lib/domain/sessions/session-event";
import { endAll } from "./end-processes";
import type { ProcessRow } from "./process-row";
import { familyOf, listProcesses, withDescendants, withSessions } from "./process-tree";

/** The agent's tool server; what descends from it is what tools run. */
const TOOL_SERVER = /(^|\/)octofs(\s|$)/;
/** What starts new processes faster than they are ended is left alone after this many looks. */
const ROUNDS_MAX = 4;

/** `parent`: the one of those it is told with that started it. */
export type RunningProcess = EventPayload<"processes_found">["processes"][number];
/** `pid` null: the number belongs to somebody else by now. */
export type AgentIdentity = { pid: number | null; mark: string };

/** The mark of what an agent that serves many sessions has started for one of them; the agent's own mark covers it. */
export const partMark = (mark: string, sessionId: string): string => `${mark} ${sessionId}`;

const bears = (row: ProcessRow, mark: string): boolean => row.mark === mark || row.mark?.startsWith(`${mark} `) === true;

/**
 * Where marks are not shown, what has lost its parent is known by the process session of those that are found with it, or were a moment
 * ago: `sessions`. No number is another's as long as one of them lives.
 */
async function findFamily({ pid, mark }: AgentIdentity, sessions: Set<number>): Promise<ProcessRow[]> {
  const rows = (await listProcesses()).filter((row) => row.pid !== pid);
  const marked = rows.filter((row) => bears(row, mark));
  const members = withDescendants(rows, [...(pid === null ? [] : familyOf(rows, pid)), ...marked]);
  return withSessions(rows, members, sessions);
}

/** The commands that an agent's tools run: all below its tool servers, and what has lost its parent and runs on. */
export async function findCommands(agent: AgentIdentity, sessions = new Set<number>()): Promise<ProcessRow[]> {
  const family = await findFamily(agent, sessions);
  const known = new Map(family.map((row) => [row.pid, row]));
  const isServer = (row: ProcessRow | undefined): boolean => row?.parent === agent.pid && TOOL_SERVER.test(row.command);
  const tops = family.filter((row) => row.parent !== agent.pid && (!known.has(row.parent) || isServer(known.get(row.parent))));
  return withDescendants(family, tops);
}

/** Ends what `look` finds, and what that starts while it goes. Looked for before each round: once a parent is gone its children have others. */
async function endUntilNone(look: () => Promise<number[]>, graceMs: number): Promise<number[]> {
  const ended = new Set<number>();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const pids = (await look()).filter((pid) => !ended.has(pid));
    if (pids.length === 0) break;
    await endAll(pids, graceMs);
    for (const pid of pids) ended.add(pid);
  }
  return [...ended];
}

/** Ends the commands that an agent's tools run; the agent goes on. */
export function endCommands(agent: AgentIdentity, graceMs: number): Promise<number[]> {
  const sessions = new Set<number>();
  return endUntilNone(async () => (await findCommands(agent, sessions)).map(({ pid }) => pid), graceMs);
}

/** Ends an agent and all it has started. `isOver` tells that the agent itself has ended. */
export function endFamily(agent: AgentIdentity, isOver: () => boolean, graceMs: number): Promise<number[]> {
  const sessions = new Set<number>();
  return endUntilNone(async () => {
    const root = agent.pid === null || isOver() ? [] : [agent.pid];
    return [...root, ...(await findFamily(agent, sessions)).map(({ pid }) => pid)];
  }, graceMs);
}
