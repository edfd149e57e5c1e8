import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chooseSound, playSound, wantsSound } from "./sound";

const heard: number[] = [];
let open = 0;
let mayStart = true;
let held: Promise<unknown> | null = null;

class FakeContext {
  state = "suspended";
  currentTime = 0;
  destination = {};
  constructor() {
    open += 1;
  }
  async resume() {
    // A browser that waits for a click never answers.
    if (!mayStart) await new Promise(() => {});
    this.state = "running";
  }
  createGain() {
    return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {} }, connect: () => ({}) };
  }
  createOscillator() {
    const frequency = { value: 0 };
    const target = new EventTarget();
    return Object.assign(target, {
      frequency,
      connect: (next: unknown) => next,
      start: () => heard.push(frequency.value),
      stop: () => queueMicrotask(() => setImmediate(() => target.dispatchEvent(new Event("ended")))),
    });
  }
  async close() {
    open -= 1;
  }
}

/** The browser's locks, as far as they are asked: one at a time, and nobody waits. */
const locks = {
  request: async (_name: string, _options: object, work: (lock: object | null) => Promise<void>) => {
    if (held) return work(null);
    held = work({}).finally(() => {
      held = null;
    });
    return held;
  },
};

beforeEach(() => {
  heard.length = 0;
  open = 0;
  mayStart = true;
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal("navigator", { locks });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("is off until it is wanted, and off again", () => {
  expect(wantsSound()).toBe(false);
  chooseSound(true);
  expect(wantsSound()).toBe(true);
  chooseSound(false);
  expect(wantsSound()).toBe(false);
});

test("is off where the browser keeps nothing", () => {
  vi.stubGlobal("localStorage", null);
  chooseSound(true);
  expect(wantsSound()).toBe(false);
});

test("one tone, two where somebody is awaited, and nothing stays open", async () => {
  await playSound(false);
  expect(heard).toEqual([660]);
  await playSound(true);
  expect(heard).toEqual([660, 660, 880]);
  expect(open).toBe(0);
});

test("several tabs at once sound once; without locks each sounds", async () => {
  await Promise.all([playSound(false), playSound(false), playSound(false)]);
  expect(heard).toEqual([660]);
  vi.stubGlobal("navigator", {});
  await playSound(false);
  expect(heard).toEqual([660, 660]);
});

test("a browser that waits for a click gets no sound later", async () => {
  vi.useFakeTimers();
  mayStart = false;
  const played = playSound(true);
  await vi.advanceTimersByTimeAsync(600);
  await played;
  expect(heard).toEqual([]);
  expect(open).toBe(0);
});
