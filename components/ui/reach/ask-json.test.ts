import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askJson } from "./ask-json";

/** The signal of the request that is on its way. */
let asked: AbortSignal | null = null;

/** Takes the request and answers nothing; ends as a browser does when it is told to. */
function answerNothing(): void {
  vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) => {
    asked = signal;
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
}

/** Answers with the head at once; gives the body, to write to. */
function answerSlowly(): { come: (text: string) => void; end: () => void } {
  let end = () => {};
  let come = (_text: string) => {};
  const body = new ReadableStream<Uint8Array>({
    start: (own) => {
      come = (text) => own.enqueue(new TextEncoder().encode(text));
      end = () => own.close();
      vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) => {
        asked = signal;
        signal.addEventListener("abort", () => own.error(signal.reason));
        return Promise.resolve(new Response(body));
      });
    },
  });
  return { come, end };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("an answer that never comes fails after half a minute, and the request ends", async () => {
  answerNothing();
  const failed = expect(askJson("/api/silent")).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(asked?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  await failed;
  expect(asked?.aborted).toBe(true);
});

test("an answer that stops in its middle fails, one that comes slowly does not", async () => {
  const first = answerSlowly();
  const slow = askJson("/api/slow");
  for (const part of ['{"is"', ":", '"th', 'ere"}']) {
    await vi.advanceTimersByTimeAsync(20_000);
    first.come(part);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  first.end();
  expect(await slow).toEqual({ is: "there" });
  expect(vi.getTimerCount()).toBe(0);

  const second = answerSlowly();
  const stopped = expect(askJson("/api/stopped")).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(1_000);
  second.come('{"is"');
  await vi.advanceTimersByTimeAsync(30_000);
  await stopped;
  expect(asked?.aborted).toBe(true);
});

test("who asked can end it, before it began as well", async () => {
  answerNothing();
  const before = new AbortController();
  before.abort();
  await expect(askJson("/api/left", before.signal)).rejects.toThrow();
  const meanwhile = new AbortController();
  const failed = expect(askJson("/api/left", meanwhile.signal)).rejects.toThrow();
  meanwhile.abort();
  await failed;
  expect(asked?.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
