/** The tools of the demo agent, by name; an unknown name is a tool that fails, as in the recordings. */
import type { Tool } from "./tool";
import { monitor } from "./tools-background";
import { textEditor } from "./tools-edit";
import { view } from "./tools-files";
import { plan } from "./tools-plan";
import { bigOutput, echo, failing, shell, shellWrite, slowEcho, workdir } from "./tools-process";
import { schedule } from "./tools-schedule";
import { ask, skill, tap } from "./tools-session";

const TOOLS: Record<string, Tool> = {
  view: { server: "filesystem", run: view },
  text_editor: { server: "filesystem", run: textEditor },
  shell: { server: "filesystem", run: shell },
  workdir: { server: "filesystem", run: workdir },
  schedule: { server: "orchestration", run: schedule },
  tap: { server: "orchestration", run: tap },
  monitor: { server: "orchestration", run: monitor },
  skill: { server: "runtime", run: skill },
  ask: { server: "ask", run: ask },
};

/** Only scripts of tests reach these: they stand for the tools a project brings along. */
const TEST_TOOLS: Record<string, Tool> = {
  echo: { server: "local", run: echo },
  slowecho: { server: "local", run: slowEcho },
  plan: { server: "core", run: plan },
  failing: { server: "local", run: failing },
  bigout: { server: "local", run: bigOutput },
  shellwrite: { server: "filesystem", run: shellWrite },
};

const unknownTool = (name: string): Tool => ({
  server: "unknown",
  run: async () => ({
    content: `Tool execution failed (attempt 1/3): Tool '${name}' not found in any configured MCP server. Available tools: ${Object.keys(TOOLS).join(", ")}`,
    success: false,
  }),
});

export function findTool(name: string): Tool {
  if (Object.hasOwn(TOOLS, name)) return TOOLS[name] ?? unknownTool(name);
  return (Object.hasOwn(TEST_TOOLS, name) ? TEST_TOOLS[name] : undefined) ?? unknownTool(name);
}

/** Tool names by server, as `mcp list` shows them. */
export function toolsByServer(): Record<string, string[]> {
  const servers: Record<string, string[]> = {};
  for (const [name, tool] of Object.entries(TOOLS)) servers[tool.server] = [...(servers[tool.server] ?? []), name];
  return servers;
}
