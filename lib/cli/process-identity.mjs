// Whether a process still is the one it was: pids are used again, start times are not.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const STATE_FIELD = 0;
const START_FIELD = 19;

/** Fields of /proc/PID/stat from the state on; the name before them may hold spaces and brackets. */
function procFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null; // gone between two looks
  }
}

const hasProc = existsSync("/proc/self/stat");

/** Runs and is not a zombie that its parent has yet to collect. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (hasProc) {
    const fields = procFields(pid);
    return fields !== null && fields[STATE_FIELD] !== "Z";
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** What ps says is the same for whoever asks: it takes words and the time zone from the environment, and may cut at a terminal's width. */
export function askPs(column, pid) {
  const env = { PATH: "/bin:/usr/bin", LC_ALL: "C", TZ: "UTC" };
  return spawnSync("ps", ["-ww", "-o", `${column}=`, "-p", String(pid)], { encoding: "utf8", env }).stdout?.trim() || null;
}

/** As ps tells it; null as well for one that has ended and is yet to be collected. */
export function startByPs(pid) {
  const [, state = "Z", start] = /^(\S+)\s+(.+)$/.exec(askPs("stat=,lstart", pid) ?? "") ?? [];
  return state.startsWith("Z") ? null : start;
}

/** A text that is the same for the whole life of a process and of no other; null when it is gone. */
export function startOf(pid) {
  if (!isAlive(pid)) return null;
  if (!hasProc) return startByPs(pid);
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot} ${procFields(pid)?.[START_FIELD]}`;
}

/** What it was started with; empty when that is not shown. */
export function commandOf(pid) {
  if (!hasProc) return askPs("command", pid) ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** `{ pid, start }` as written down earlier still names a running process. */
export function isSameProcess({ pid, start }) {
  return isAlive(pid) && startOf(pid) === start;
}
