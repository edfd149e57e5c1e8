// When the inspector asks for more of a turn by itself.
import { expect, test } from "vitest";
import { isBehind } from "./use-turn-events";

const line = { seq: 5, at: 0, turn: 1, kind: "tool_called", bytes: 1 };
const loaded = (asOf: number | null, next: number | null = null) => ({ events: [line], next, asOf });

test.each([
  ["nothing is here yet", null, 5, true],
  ["nothing came since", loaded(5), 5, false],
  ["something came since", loaded(5), 6, true],
  ["what came since is none of it, as was asked", loaded(6), 6, false],
  ["the rest of a page is asked for by hand", loaded(5, 5), 6, false],
  ["the turn is over, and its end is not here yet", loaded(5), null, true],
  ["the turn was over when it was asked for", loaded(null), null, false],
])("%s", (_, known, head, more) => {
  expect(isBehind(known, head)).toBe(more);
});
