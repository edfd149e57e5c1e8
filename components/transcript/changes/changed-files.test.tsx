// What a turn changed in many files comes in pieces.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SceneProvider } from "@/components/transcript/scene";
import { callsOfTurn } from "@/lib/domain/changes/change-calls";
import { changesOf } from "@/lib/domain/changes/changes";
import { type Fact, fold, sent, turnsOf } from "@/lib/testing/log-facts";
import { quietScene } from "@/lib/testing/quiet-scene";
import { ChangedFiles } from "./changed-files";

const made = (no: number): Fact[] => [
  {
    kind: "tool_called",
    turn: 1,
    payload: { tool: "text_editor", toolId: `c${no}`, server: "fs", params: { command: "create", path: `${no}.ts`, content: "x" } },
  },
  { kind: "tool_returned", turn: 1, payload: { tool: "text_editor", toolId: `c${no}`, server: "fs", content: "ok", success: true } },
];

test.each([
  [50, 50],
  [60, 50],
])("of %i files %i stand at first", (count, shown) => {
  const [turn] = turnsOf(fold(sent(1), ...Array.from({ length: count }, (_, no) => made(no)).flat()));
  const { files } = changesOf(callsOfTurn(turn?.items ?? [], 1, new Map()), { cwd: null, runs: new Set() });
  const markup = renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <ChangedFiles files={files} />
    </SceneProvider>,
  );
  expect(markup.match(/aria-label="Change"/g)).toHaveLength(shown);
  expect(markup.includes("Show all 60 files")).toBe(count > shown);
});
