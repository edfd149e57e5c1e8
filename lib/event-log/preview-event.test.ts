import { expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { previewEvent } from "./preview-event";

const called = (params: unknown): SessionEvent => ({
  seq: 1,
  at: 1,
  turn: 1,
  kind: "tool_called",
  payload: { tool: "t", toolId: "c", server: "s", params, extra: { after: "them" } },
});
/** Each some times as long as what a preview has room for: more would only take longer. */
const LONG = 60_000;

test("what is small goes as it is", () => {
  const event = called({ path: "a", lines: [1, 2, { deep: [[["x"]]] }] });
  expect(previewEvent(event)).toBe(event);
});

test.each([
  ["a list of very many numbers", Array.from({ length: 3 * LONG }, (_, index) => index)],
  ["very many small lists", { rows: Array.from({ length: LONG }, () => [1, [2], {}]) }],
  ["a record of very many names", Object.fromEntries(Array.from({ length: LONG }, (_, index) => [`name ${index}`, null]))],
  ["a name without end", { ["n".repeat(20 * LONG)]: 1, kept: "yes" }],
])("%s comes as its beginning, and says how much it is", (_what, params) => {
  const preview = previewEvent(called(params));
  expect(JSON.stringify(preview).length).toBeLessThan(600_000);
  const { payload, cut } = preview;
  expect(cut?.[0]?.length).toBeGreaterThan(600_000);
  expect(payload).toMatchObject({ tool: "t", toolId: "c" });
  expect(Array.isArray((payload as { params: unknown }).params)).toBe(Array.isArray(params)); // as: of a call
});

test("a long text is cut at its room, whatever stands around it", () => {
  const { payload, cut } = previewEvent(called({ a: ["x".repeat(20_000)] }));
  expect(cut).toEqual([{ path: "params.a.0", length: 20_000 }]);
  expect(payload).toMatchObject({ params: { a: ["x".repeat(16_384)] } });
});
