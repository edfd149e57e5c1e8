/** One process of this machine, as whoever lists them tells of it. */

/**
 * A variable that an agent's process passes on to all it starts. Its tool server gives every shell a process session of its own, so a
 * command in the background whose shell is gone is known by nothing else.
 */
export const MARK_NAME = "OCTOMIND_DASHBOARD_MARK";

export const COMMAND_MAX = 500;

/**
 * `session`: the process session, which a child keeps even when its parent is gone; where ps tells, the process group, which it keeps as well
 * unless it makes its own. `startedAt` in ms since 1970, by ps to the second. `mark`: what MARK_NAME is in its environment; null also where
 * that is not shown, as macOS does with programs of its own.
 */
export type ProcessRow = {
  pid: number;
  parent: number;
  session: number;
  startTicks: string;
  startedAt: number;
  rssBytes: number;
  command: string;
  mark: string | null;
};
