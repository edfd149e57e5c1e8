import { expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/session-event";
import { previewEvent } from "./preview-event";

const called = (params: unknown): SessionEvent => ({
  seq: 1,
  at: 1,
  turn: 1,
  kind: "tool_called",
  payload: { tool: "t", toolId: "c", server: "s", params, extra: { after: "them" } },
});
const textOf = (event: SessionEvent): string => JSON.stringify(previewEvent(event));

test("what is small goes as it is", () => {
  const event = called({ path: "a", lines: [1, 2, { deep: [[["x"]]] }] });
  expect(previewEvent(event)).toBe(event);
});

test.each([
  ["a list of a million numbers", Array.from({ length: 1_000_000 }, (_, index) => index)],
  ["very many small lists", { rows: Array.from({ length: 200_000 }, () => [1, [2], {}]) }],
  ["a record of very many names", Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`name ${index}`, null]))],
  ["a name without end", { ["n".repeat(5_000_000)]: 1, kept: "yes" }],
])("%s comes as its beginning, and says how much it is", (_what, params) => {
  const event = called(params);
  const preview = previewEvent(event);
  expect(textOf(event).length).toBeLessThan(600_000);
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
