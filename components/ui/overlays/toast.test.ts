/** Notes that are said before anything can show them are not lost. */
import { afterEach, expect, it, vi } from "vitest";
import { showNotes, toast, whenNoted, wordsThatWait } from "./toast";

afterEach(() => void vi.useRealTimers());

it("a note calls for what shows it, waits for it, and is shown once and in order", () => {
  let calls = 0;
  const shown: string[] = [];
  toast.error("before anybody listens");
  const quiet = whenNoted(() => {
    calls += 1;
  });
  toast.success("before it is there");
  expect(calls).toBe(2);
  const away = showNotes(({ kind, words }) => shown.push(`${kind}: ${words}`));
  toast.info("at once");
  expect(shown).toEqual(["error: before anybody listens", "success: before it is there", "info: at once"]);
  away();
  toast.info("for the next page");
  const last = showNotes(({ words }) => shown.push(words));
  expect(shown.slice(3)).toEqual(["for the next page"]);
  last();
  quiet();
});

it("a note that nothing shows can be read meanwhile, for as long as it is news, and is shown in the end", () => {
  vi.useFakeTimers();
  expect(wordsThatWait()).toBe("");
  toast.error("not reached");
  toast.success("archived");
  expect(wordsThatWait()).toBe("archived");
  vi.advanceTimersByTime(12_000);
  expect(wordsThatWait()).toBe("");
  const shown: string[] = [];
  showNotes(({ words }) => shown.push(words))();
  expect(shown).toEqual(["not reached", "archived"]);
  toast.info("seen by nobody");
  expect(wordsThatWait()).toBe("seen by nobody");
  showNotes(() => {})();
  expect(wordsThatWait()).toBe("");
});
