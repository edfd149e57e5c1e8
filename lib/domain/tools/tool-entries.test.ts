import { expect, test } from "vitest";
import { replayTrace } from "@/lib/testing/replay-trace";
import { type EntriesResult, readEntries } from "./tool-entries";

const results = (trace: string, tool: string): EntriesResult[] =>
  [...replayTrace(trace).values()]
    .flat()
    .flatMap((event) => (event.kind === "tool_returned" && event.payload.tool === tool ? [readEntries(event.payload.content)] : []));

const shown = ({ words, entries }: EntriesResult) => [
  words,
  ...entries.map(({ name, said, state, note }) => [name, said, state, note].join("|")),
];

test("tool servers", () => {
  const [list, added, , longer, removed] = results("settings-tools", "mcp");
  expect(list && shown(list).slice(0, 5)).toEqual([
    "",
    "core|active|on|builtin · (all tools)",
    "orchestration|active|on|builtin · (all tools)",
    "runtime|active|on|builtin · (all tools)",
    "filesystem|active|on|stdio · (all tools)",
  ]);
  expect(added && shown(added)).toEqual(["Server 'docs' registered. Use 'enable' to activate it."]);
  expect(longer?.entries.at(-1)).toEqual({ name: "docs", said: "disabled", state: "off", note: "(all tools)" });
  expect(removed?.words).toBe("Removed server 'docs'");
});

test("agents, runs and monitors", () => {
  const [, agents] = results("dynamic-agents", "agent");
  expect(agents && shown(agents)).toEqual(["1 dynamic agent(s) registered", "reader|disabled|off|Reads files · ollama:fake"]);
  const runs = results("two-taps-at-once", "tap").at(-1);
  expect(runs && shown(runs)).toEqual([
    "",
    "tap-assistant-b7b0d7|done|on|assistant · /srv/sample",
    "tap-assistant-fb2917|done|on|assistant · /srv/sample",
  ]);
  const [, monitors] = results("monitor-list", "monitor");
  expect(monitors?.entries).toEqual([
    {
      name: "clock",
      said: "",
      state: "",
      note: "mon-03bee489\nCommand: while true; do date; sleep 1; done\nWorkdir: /srv/sample\nDelivery: every 30s, max 65536 bytes\nLifetime: 600000ms",
    },
  ]);
});

test("skills and capabilities", () => {
  const skills = readEntries(
    "Found 2 skill(s):\n\n**rust** ✓ [active]\n  Writes Rust\n\n**deploy** ⚠️ [missing tools: shell]\n  Deploys\n  Compatibility: linux\n",
  );
  expect(shown(skills)).toEqual(["", "rust|active|on|Writes Rust", "deploy||trouble|missing tools: shell\nDeploys\nCompatibility: linux"]);
  const capabilities = readEntries(
    'Installed capabilities (3):\n- [active] websearch — search the web, …\n- db — query a table (missing env: KEY)\n- [missing env] mail — send\n\nUse capability(action="enable", name="<name>") to activate.',
  );
  expect(shown(capabilities)).toEqual([
    'Use capability(action="enable", name="<name>") to activate.',
    "websearch|active|on|search the web, …",
    "db|||query a table (missing env: KEY)",
    "mail|missing env|trouble|send",
  ]);
});

test("a list without words around it, and one in which there is nothing", () => {
  expect(shown(readEntries('[{"name":"rust","enabled":true}]'))).toEqual(["", "rust|enabled|on|"]);
  for (const empty of ["[]", '{"servers":[]}', '{"count":0,"runs":[]}']) expect(shown(readEntries(empty))).toEqual(["None."]);
  expect(shown(readEntries('{"agents":[],"message":"No agents."}'))).toEqual(["No agents."]);
});

test("whatever else it says are its words, and no answer is read without end", () => {
  expect(shown(readEntries("Skill 'rust' is now active."))).toEqual(["Skill 'rust' is now active."]);
  expect(shown(readEntries('{"id":"x","status":"cancelled"}'))).toEqual(['{"id":"x","status":"cancelled"}']);
  expect(shown(readEntries("{broken"))).toEqual(["{broken"]);
  expect(shown(readEntries("[broken"))).toEqual(["[broken"]);
  const many = readEntries(Array.from({ length: 50_000 }, (_, no) => `- [active] n${no} — x`).join("\n"));
  expect(many.entries).toHaveLength(500);
  expect(readEntries("x".repeat(5_000_000)).words.length).toBeLessThanOrEqual(4_000);
});
