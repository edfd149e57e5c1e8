import { afterEach, expect, test, vi } from "vitest";
import { onceThere } from "./use-ways";

afterEach(() => vi.unstubAllGlobals());

/** Frames of a browser, drawn by hand. */
function frames() {
  const waiting: FrameRequestCallback[] = [];
  vi.stubGlobal("requestAnimationFrame", (act: FrameRequestCallback) => waiting.push(act));
  return (count: number) => {
    for (let left = count; left > 0; left -= 1) waiting.shift()?.(0);
    return waiting.length;
  };
}

test("what was fetched is shown once it is drawn, however many frames later", () => {
  const draw = frames();
  let isDrawn = false;
  const show = vi.fn(() => isDrawn);
  onceThere(show);
  expect(draw(12)).toBe(1);
  isDrawn = true;
  expect(draw(1)).toBe(0);
  expect(show).toHaveBeenCalledTimes(13);
});

test("what never comes is given up", () => {
  const draw = frames();
  onceThere(() => false);
  expect(draw(200)).toBe(0);
});
