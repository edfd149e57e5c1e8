/** Finds a real `octomind` and starts it in a temporary directory, driven by the scripted model. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { octomindPath } from "@/lib/bridge/agents/find-octomind";
import type { StartedUpstream, StartUpstream } from "./contract-upstream";
import { startScriptedModel } from "./scripted-model";

const ROLE = "contract";
const { env: environment } = process; // a test asks what this machine has

/** OCTOMIND_BIN, or the first `octomind` on the PATH, or null. */
export function findOctomind(): string | null {
  return octomindPath({ OCTOMIND_BIN: environment.OCTOMIND_BIN || undefined }, environment.PATH);
}

const overlay = () => `
auto_capabilities = false
telemetry = false
[model]
name = "ollama:fake"
max_retries = 0
retry_timeout = 1
request_transport = "http"
[supervisor]
enabled = false
[supervisor.model]
name = "ollama:fake"
[supervisor.learning]
enabled = false
[compression]
threshold = 0
[compression.model]
name = "ollama:fake"
[skills]
auto_activation = false
auto_validation = false
[[mcp.servers]]
name = "filesystem"
type = "stdio"
command = "octofs"
args = ["mcp"]
timeout_seconds = 60
tools = []
[[mcp.servers]]
name = "ask"
type = "stdio"
command = ${JSON.stringify(process.execPath)}
args = [${JSON.stringify(join(import.meta.dirname, "asking-mcp-server.mjs"))}]
timeout_seconds = 60
tools = []
[[roles]]
name = "${ROLE}"
system = "You are the subject of a test."
welcome = ""
[roles.mcp]
server_refs = ["core", "orchestration", "runtime", "filesystem", "agent", "ask"]
allowed_tools = ["core:*", "orchestration:*", "runtime:*", "filesystem:*", "agent:*", "ask:*"]
`;

const LOCAL_TOOLS: Record<string, string> = {
  echo: '#!/bin/sh\n# @description Says the message back\n# @param message string The message\necho "said: $OCTOMIND_PARAM_MESSAGE"\n',
  slowecho:
    '#!/bin/sh\n# @description Waits, then speaks\n# @param seconds string How long\nsleep "$OCTOMIND_PARAM_SECONDS"\necho "waited $OCTOMIND_PARAM_SECONDS"\n',
  failing: "#!/bin/sh\n# @description Always fails\n# @param x string Anything\necho about to fail\necho it broke >&2\nexit 7\n",
};

function prepareProject(folder: string): void {
  const tools = join(folder, ".agents", "tools");
  if (existsSync(tools)) return;
  mkdirSync(tools, { recursive: true });
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src", "main.txt"), "one\ntwo\n");
  for (const [name, script] of Object.entries(LOCAL_TOOLS)) {
    writeFileSync(join(tools, name), script);
    chmodSync(join(tools, name), 0o755);
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /started on (ws:\/\/[\d.]+:\d+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", (code) => reject(new Error(`octomind ended with ${code} before it listened:\n${output}`)));
    child.on("error", reject);
  });
}

export type StartedOctomind = StartedUpstream & { pid: number };

/** A starter for the contract suite. Everything the agent writes stays in the given data directory. */
export function octomindStarter(binary: string): (...given: Parameters<StartUpstream>) => Promise<StartedOctomind> {
  return async ({ dataDir, token }) => {
    const model = await startScriptedModel();
    const project = join(dataDir, "project");
    const config = join(dataDir, "config");
    prepareProject(project);
    mkdirSync(join(dataDir, "home"), { recursive: true });
    const env = {
      NODE_ENV: "test" as const,
      PATH: [dirname(binary), environment.PATH ?? ""].join(delimiter),
      HOME: join(dataDir, "home"),
      OCTOMIND_DATA_DIR: dataDir,
      DO_NOT_TRACK: "1",
      OLLAMA_API_URL: model.url,
      ...(token ? { OCTOMIND_SERVER_TOKEN: token } : {}),
    };
    if (!existsSync(config)) {
      execFileSync(binary, ["config", "--validate"], { cwd: project, env, stdio: "ignore" });
      writeFileSync(join(config, "zz-contract.toml"), overlay());
    }
    const child = spawn(binary, ["server", ROLE, "--host", "127.0.0.1", "--port", "0"], {
      cwd: project,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = await addressOf(child);
    const stop = async () => {
      const ended = child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once("exit", resolve)) : null;
      child.kill("SIGKILL");
      await ended;
      await model.close();
    };
    return { url, pid: child.pid ?? 0, role: ROLE, model: "ollama:fake", kill: stop };
  };
}
