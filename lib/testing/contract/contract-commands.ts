/** Contract: slash commands and the shapes of their answers. */
import { expect, it } from "vitest";
import type { ContractRoom } from "./contract-upstream";

const TOKENS = ["tokens_input", "tokens_output", "tokens_used", "tokens_cached", "tokens_cache_write", "tokens_reasoning"];

async function bound(room: ContractRoom) {
  const client = await room.connect();
  const id = room.newSession();
  await client.bind(id);
  return { client, id };
}

export function commandCases(room: ContractRoom): void {
  it("info tells model, role, totals and timing, as numbered session output without a request_id", async () => {
    const { client, id } = await bound(room);
    await client.turn(id, "warm up");
    const answer = await client.command(id, "info");
    expect(answer).toMatchObject({ type: "status", message: "Command '/info' executed successfully", session_id: id, stream_seq: 3 });
    expect(answer).not.toHaveProperty("request_id");
    const { role, model } = room.upstream();
    expect(answer.data).toMatchObject({ command_type: "info", session_name: id, role, model, timing: { completed_turns: 1, requests: 1 } });
    for (const name of [...TOKENS, "total_cost", "main_cost", "cache_savings"])
      expect(answer.data).toHaveProperty(name, expect.any(Number));
  });

  it.each([
    ["help", [], { command_type: "help", commands: expect.arrayContaining([expect.stringContaining("/help")]) }],
    [
      "context",
      ["all"],
      { command_type: "context", filter: "all", total_messages: expect.any(Number), filtered_messages: expect.any(Array) },
    ],
    ["plan", [], { command_type: "plan", has_plan: false, plan: null, display: expect.any(String), knowledge: [] }],
    ["model", [], { command_type: "model", old_model: null, new_model: expect.any(String), changed: false, saved: null, save_error: null }],
    ["effort", [], { command_type: "effort", old_effort: null, new_effort: "medium", changed: false, saved: null, save_error: null }],
    [
      "effort",
      ["high"],
      { command_type: "effort", old_effort: "medium", new_effort: "high", changed: true, saved: true, save_error: null },
    ],
    ["role", [], { command_type: "role", old_role: null, changed: false, available_roles: expect.any(Array) }],
    ["rename", ["A", "better", "title"], { command_type: "rename", session_name: expect.any(String), title: "A better title" }],
    ["mcp", ["list"], { command_type: "mcp", data: { subcommand: "list", servers: expect.any(Object), total_tools: expect.any(Number) } }],
    ["mcp", [], { command_type: "mcp", data: { subcommand: "info", servers: expect.any(Array), tools: expect.any(Object) } }],
    ["schedule", ["list"], { command_type: "schedule", data: { subcommand: "list", is_error: false, message: "No scheduled entries." } }],
    ["skill", [], { command_type: "skill", data: { subcommand: "list", skills: [], total: 0, active_count: 0 } }],
    ["workflow", [], { command_type: "workflow", data: { subcommand: "list", workflows: [] } }],
    ["status", [], { command_type: "status", data: { view: "overview", active: 0, agents: [], monitors: [], jobs: [] } }],
    ["report", [], { command_type: "report", entries: expect.any(Array), totals: { total_cost: 0, total_tool_calls: expect.any(Number) } }],
    ["report", ["day"], { command_type: "report_period", period: "day", days: expect.any(Array), projects: expect.any(Array) }],
  ])("%s %j answers in its recorded shape", async (command, args, data) => {
    const { client, id } = await bound(room);
    const answer = await client.command(id, command, args);
    const line = [command, ...args].join(" ");
    expect(answer).toMatchObject({ type: "status", message: `Command '/${line}' executed successfully`, session_id: id, data });
  });
}

export function changeCases(room: ContractRoom): void {
  it("remembers the role over an unload, and refuses one that does not exist", async () => {
    const { client, id } = await bound(room);
    const before = await client.command(id, "role");
    const roles = (before.data as { available_roles: string[] }).available_roles; // as: the case above has looked at the shape
    const other = roles.find((role) => role !== room.upstream().role) ?? "none";
    expect((await client.command(id, "role", [other])).data).toMatchObject({ new_role: other, changed: true, saved: true });
    client.send({ type: "close", session_id: id });
    await client.waitFor((frame) => /^Session closed/.test(String(frame.message)), "the close");
    expect((await client.command(id, "role")).data).toMatchObject({ current_role: other });
    expect((await client.command(id, "role", ["no_such_role"])).data).toMatchObject({
      command_type: "error",
      error: "Invalid role: no_such_role",
    });
  });

  it.each(["nonsense", "/info"])("does not know %s", async (command) => {
    const { client, id } = await bound(room);
    const answer = await client.command(id, command);
    expect(answer).toEqual({
      type: "error",
      message: `Unknown command: '/${command}'. Use type "message" to send user input.`,
      stream_seq: 1,
    });
  });
}
