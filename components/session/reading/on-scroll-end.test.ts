// When a scrolling counts as ended, in browsers that say so and in those that do not.
import { afterEach, expect, test, vi } from "vitest";
import { onScrollEnd } from "./on-scroll-end";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function aBox() {
  const box = new EventTarget();
  const told = vi.fn();
  const scroll = (name = "scroll") => box.dispatchEvent(new Event(name));
  return { told, scroll, watch: () => onScrollEnd(box as HTMLElement, told) }; // as: all that is asked of one
}

test("a browser that says so is believed", () => {
  vi.stubGlobal("window", { onscrollend: null });
  const { told, scroll, watch } = aBox();
  const stop = watch();
  scroll();
  expect(told).not.toHaveBeenCalled();
  scroll("scrollend");
  expect(told).toHaveBeenCalledTimes(1);
  stop();
  scroll("scrollend");
  expect(told).toHaveBeenCalledTimes(1);
});

test("elsewhere it has ended when nothing moves any more, once", () => {
  vi.useFakeTimers();
  vi.stubGlobal("window", {});
  const { told, scroll, watch } = aBox();
  const stop = watch();
  for (let step = 0; step < 5; step += 1) {
    scroll();
    vi.advanceTimersByTime(100);
  }
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(1);
  scroll();
  stop();
  vi.runAllTimers();
  expect(told).toHaveBeenCalledTimes(1);
});
