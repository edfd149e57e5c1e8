// What a turn changed in many files comes in pieces.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { KeptProvider } from "@/components/transcript/kept";
import { SceneProvider } from "@/components/transcript/scene";
import { type Fact, fold, sent, turnsOf } from "@/lib/testing/log-facts";
import { quietScene } from "@/lib/testing/quiet-scene";
import { TurnChanges } from "./turn-changes";

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
  const markup = renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <KeptProvider value={new Map([["changes-1", true]])}>{turn ? <TurnChanges turn={turn} /> : null}</KeptProvider>
    </SceneProvider>,
  );
  expect(markup.match(/aria-label="Change"/g)).toHaveLength(shown);
  expect(markup.includes("Show all 60 files")).toBe(count > shown);
});
