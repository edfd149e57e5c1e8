// A fresh clone of this repository, without packages, whose commands a bench runs as a person would; and what npm says where there is no registry.
import { execFileSync } from "node:child_process";
import path from "node:path";
// @ts-expect-error: plain JavaScript without types
import { freePort } from "@/lib/cli/free-port.mjs";
import { OwnProgram } from "./own-program";
import type { Room } from "./room";
import { programOnPath } from "./skip";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What npm and Node say of a registry that cannot be reached. */
const UNREACHABLE = /E(NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|AI_AGAIN|NETUNREACH|HOSTUNREACH)|ERR_SOCKET_TIMEOUT|network/;
export const hasNoRegistry = (error: unknown): boolean => UNREACHABLE.test(String(error));

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

/** Why there can be no clone; null: there can be. */
export function whyNoClone(): string | null {
  if (!programOnPath("git")) return "there is no git";
  try {
    git(ROOT, "rev-parse", "HEAD");
    return null;
  } catch {
    return "these files are no clone";
  }
}

/** Variables for npm in this folder: nothing that was fetched before helps it. */
export const emptyCache = (folder: string): Record<string, string> => ({
  npm_config_cache: path.join(folder, "npm-cache"),
  npm_config_update_notifier: "false",
});

export type Took = { ms: number; said: string };

/** The last commit in a room's folder; what is not committed is not in it. */
export class FreshClone {
  readonly place: string;
  readonly commit: string;
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
    this.place = path.join(room.folder, "clone");
    const commit = git(ROOT, "rev-parse", "HEAD");
    this.commit = commit.slice(0, 8);
    git(room.folder, "clone", "--quiet", "--no-checkout", ROOT, this.place);
    git(this.place, "checkout", "--quiet", "--detach", commit);
  }

  #npm(args: readonly string[], env: Record<string, string> = {}): OwnProgram {
    const program = new OwnProgram("npm", args, { cwd: this.place, env: { ...emptyCache(this.#room.folder), ...env } });
    this.#room.onEnd(() => program.end());
    return program;
  }

  /** `npm start` until its first page is answered. */
  async start(): Promise<{ program: OwnProgram; url: string; ms: number }> {
    const port: number = await freePort();
    const program = this.#npm(["start"], { PORT: String(port), DATA_DIR: path.join(this.#room.folder, "data") });
    const url = `http://127.0.0.1:${port}`;
    return { program, url, ms: await program.untilAnswered(`${url}/sign-in`) };
  }

  async run(...args: string[]): Promise<Took> {
    const program = this.#npm(args);
    return { ms: await program.untilDone(), said: program.said };
  }
}
