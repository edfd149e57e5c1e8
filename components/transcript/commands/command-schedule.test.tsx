// A scheduled entry that a command listed: its moment, not the agent's clock and how long it was until then.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SceneProvider } from "@/components/transcript/scene";
import { quietScene } from "@/lib/testing/quiet-scene";
import { CommandAnswer } from "./command-answer";

test.each([
  ["in the agent's own zone", "[31884a31] 2026-11-29 02:20:44 (in 1h 29m) — build watch"],
  ["in UTC", "[31884a31] 2026-11-29T00:20:44.120Z look at the build"],
])("what is scheduled %s is told as a moment", (_zone, message) => {
  const result = { command_type: "schedule", data: { subcommand: "list", is_error: false, message } };
  const markup = renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <CommandAnswer message="" result={result} at={Date.UTC(2026, 10, 28, 22, 51, 44)} />
    </SceneProvider>,
  );
  expect(markup).toMatch(/<time dateTime="2026-11-29T00:20:44/);
  expect(markup).not.toContain("1h 29m");
});
