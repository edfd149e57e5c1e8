// What a call of a delegated run was asked comes as a preview as well as what it answered; the whole of each is had on demand.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { KeptProvider } from "@/components/transcript/list/kept";
import { SceneProvider } from "@/components/transcript/scene";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { RunStep } from "@/lib/domain/transcript/transcript-types";
import { quietScene } from "@/lib/testing/quiet-scene";
import { RunStepLine } from "./run-step";

const asked = { command: "create", path: "notes.txt", content: "its beginning" };
const step: RunStep = {
  type: "tool",
  seq: 1,
  at: 0,
  tool: "text_editor",
  toolId: "call",
  server: "filesystem",
  params: asked,
  cut: [{ path: "params.content", length: 90_000 }],
  result: { seq: 2, at: 1, content: "File created", success: true, cut: undefined },
};
const drawn = (kept: [string, unknown][]) =>
  renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <KeptProvider value={new Map<string, unknown>([["open-1", true], ...kept])}>
        <RunStepLine step={step} isRunOver />
      </KeptProvider>
    </SceneProvider>,
  );

test("a preview of what was asked says so", () => {
  expect(drawn([])).toContain("Show all");
});

test("the whole of what was asked takes its place", () => {
  const event = { kind: "tool_use", tool: "text_editor", tool_id: "call", params: { ...asked, content: "all of it" } };
  const whole: SessionEvent = {
    seq: 1,
    at: 0,
    turn: 1,
    kind: "run_progressed",
    payload: { runId: "r", role: "developer", runSeq: 1, runKind: "tool_use", event, costNano: null },
  };
  const markup = drawn([["whole-1", whole]]);
  expect(markup).toContain("all of it");
  expect(markup).not.toContain("Show all");
});
