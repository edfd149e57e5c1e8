// The card of a call that sets the agent up: what it was given stands there, not only that it worked.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { EntriesBody } from "./entries-body";

const shown = (params: unknown, content: string): string => renderToStaticMarkup(<EntriesBody content={content} params={params} />);

test("a server that the agent added shows the program that it runs and its tools", () => {
  const params = { action: "add", name: "docs", server_type: "stdin", command: "npx docs-server", tools: ["lookup"] };
  const markup = shown(params, "MCP server 'docs' added");
  for (const words of ["npx docs-server", "stdin", "lookup", "bg-waiting-soft"]) expect(markup).toContain(words);
});

test("an agent that was defined shows the tools it may use, in no warning colour", () => {
  const params = { action: "add", name: "helper", system: "Be brief.", allowed_tools: ["view", "shell"] };
  const markup = shown(params, "Agent 'helper' added");
  for (const words of ["Be brief.", "view", "shell"]) expect(markup).toContain(words);
  expect(markup).not.toContain("bg-waiting-soft");
});

test("what the line above says is not said again", () => {
  expect(shown({ action: "discover", intent: "search the web" }, "- [active] websearch — search")).not.toContain("intent");
});
