/** A program that behaves like an agent with a tool server, as far as its processes go; for tests of starting and ending. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AgentCommand } from "@/lib/bridge/agents/agent-process";

/** Its address comes in two pieces. `FAKE` in the environment chooses what it does. */
const AGENT = `
const { spawn } = require("node:child_process");
const { FAKE = "{}", PATH, OCTOMIND_SERVER_TOKEN, OCTOMIND_DASHBOARD_MARK } = process.env;
const { dies, hangs, ends, commands = [] } = JSON.parse(FAKE);
if (dies) { process.stderr.write(dies); process.exitCode = 3; return; }
const env = { PATH, OCTOMIND_DASHBOARD_MARK };
spawn(process.execPath, [__dirname + "/octofs", JSON.stringify(commands)], { stdio: "ignore", env });
spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "an-mcp-server", __dirname], { stdio: "ignore", env });
if (hangs) return void setInterval(() => {}, 1000);
process.stdout.write("Fake agent started on ws://127.0.0.1:41");
setTimeout(() => process.stdout.write("23\\n"), 20);
process.stderr.write("token " + OCTOMIND_SERVER_TOKEN + "\\n");
if (ends) setTimeout(() => { process.stderr.write(ends); process.exit(7); }, 60);
setInterval(() => {}, 1000);
`;

/** Like the real tool server it gives every shell a process session of its own. */
const TOOL_SERVER = `
const { spawn } = require("node:child_process");
for (const command of JSON.parse(process.argv[2])) spawn("sh", ["-c", command], { detached: true, stdio: "ignore" });
setInterval(() => {}, 1000);
`;

/** Programs of macOS's own do not show their environment, so what is to be found by its mark is one of ours. */
const STAYS = "setInterval(() => {}, 1000);";

export type FakeBehaviour = {
  /** Says this on stderr and ends before it listens. */
  dies?: string;
  /** Starts what belongs to it, and never says where it listens. */
  hangs?: boolean;
  /** Says this and ends soon after it listens. */
  ends?: string;
  /** What its tools run. */
  commands?: string[];
};

export class FakeAgent {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "fake-agent-")));

  constructor() {
    writeFileSync(path.join(this.folder, "agent"), AGENT);
    writeFileSync(path.join(this.folder, "octofs"), TOOL_SERVER);
    writeFileSync(path.join(this.folder, "stays"), STAYS);
  }

  /** What runs until it is ended, as a list of processes has it. */
  get staying(): string {
    return `${process.execPath} ${path.join(this.folder, "stays")}`;
  }

  /** For a shell: the same in the background. */
  get inBackground(): string {
    return `'${process.execPath}' '${path.join(this.folder, "stays")}' &`;
  }

  command(token: string, behaviour: FakeBehaviour = {}): AgentCommand {
    const { env } = process; // a test hands its own search path on
    return {
      program: process.execPath,
      args: [path.join(this.folder, "agent")],
      cwd: this.folder,
      env: { PATH: env.PATH ?? "", OCTOMIND_SERVER_TOKEN: token, FAKE: JSON.stringify(behaviour) },
      token,
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
