import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { EventItem } from "@/lib/domain/transcript-types";
import { AsideView } from "./aside-view";

const MINUTE = 60_000;
const by = { personId: 1, name: "Mara" };
const archived = (seq: number, at: number): EventItem => ({
  type: "event",
  seq,
  at,
  cut: undefined,
  kind: "session_archived",
  payload: { by },
});
const restored = (seq: number, at: number): EventItem => ({
  type: "event",
  seq,
  at,
  cut: undefined,
  kind: "session_restored",
  payload: { by },
});

const linesOf = (items: readonly EventItem[]): string[] => {
  const html = renderToStaticMarkup(<AsideView aside={{ type: "aside", seq: 1, items }} isMarked={false} />);
  return [...html.matchAll(/<p [^>]*>(.*?)<\/p>/g)].map(([, line = ""]) => line.replace(/<[^>]*>/g, ""));
};

test("what happened in one minute shares a line, what happened later has one with its own time", () => {
  expect(linesOf([archived(1, 0), restored(2, 10_000)])).toEqual(["00:00 Archived by Mara · Restored from the archive by Mara"]);
  expect(linesOf([archived(1, 0), restored(2, 16 * MINUTE)])).toEqual([
    "00:00 Archived by Mara",
    "00:16 Restored from the archive by Mara",
  ]);
});

test("what was said before of the same is said once, as it was last and then", () => {
  expect(linesOf([archived(1, 0), restored(2, 5 * MINUTE), archived(3, 9 * MINUTE)])).toEqual([
    "00:05 Restored from the archive by Mara",
    "00:09 Archived by Mara",
  ]);
});
