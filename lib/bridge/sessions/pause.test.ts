import { expect, test, vi } from "vitest";
import { Pause } from "./pause";

function aPause() {
  const waits: { ms: number; call: () => void; isCancelled: boolean }[] = [];
  const after = (ms: number, call: () => void) => {
    const wait = { ms, call, isCancelled: false };
    waits.push(wait);
    return () => {
      wait.isCancelled = true;
    };
  };
  return { waits, pause: new Pause(after, { firstMs: 250, maxMs: 1_500 }) };
}

test("each pause is twice as long as the last one, up to a bound, until something went well", () => {
  const { pause } = aPause();
  const begin = () => pause.begin(() => undefined);
  expect([begin(), begin(), begin(), begin(), begin()]).toEqual([250, 500, 1_000, 1_500, 1_500]);
  pause.wentWell();
  expect(begin()).toBe(250);
});

test("it is on until it is over or ended, and one that begins anew ends the one before", () => {
  const { waits, pause } = aPause();
  const over = vi.fn();
  pause.begin(over);
  pause.begin(over);
  expect(waits.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
  expect(pause.isOn).toBe(true);
  waits[1]?.call();
  expect(over).toHaveBeenCalledOnce();
  expect(pause.isOn).toBe(false);
  pause.begin(over);
  pause.end();
  expect(waits[2]?.isCancelled).toBe(true);
  expect(pause.isOn).toBe(false);
});
