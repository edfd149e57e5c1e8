import { describe, expect, test } from "vitest";
import { hints, keepSeenHints, placeHint, readSeenHints } from "./hint-list";

function aStorage() {
  const kept = new Map<string, string>();
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

describe("what was seen", () => {
  test("is kept for this person alone, and adds up over tabs", () => {
    const storage = aStorage();
    expect(readSeenHints(storage, 1)).toEqual(new Set());
    keepSeenHints(storage, 1, ["composer"]);
    keepSeenHints(storage, 1, ["cost", "composer"]);
    expect(readSeenHints(storage, 1)).toEqual(new Set(["composer", "cost"]));
    expect(readSeenHints(storage, 2)).toEqual(new Set());
    const all = keepSeenHints(
      storage,
      2,
      hints.map(({ id }) => id),
    );
    expect(all.size).toBe(hints.length);
  });

  test("is nothing where something else stands", () => {
    const storage = aStorage();
    keepSeenHints(storage, 1, ["rail"]);
    for (const key of storage.kept.keys()) storage.kept.set(key, '["rail"] toString cost');
    expect(readSeenHints(storage, 1)).toEqual(new Set(["cost"]));
  });
});

test("a storage that is full or refused keeps nothing, and what was dismissed stays so on this page", () => {
  const refuse = () => {
    throw new DOMException("", "QuotaExceededError");
  };
  const full = { getItem: () => null, setItem: refuse };
  const seen = keepSeenHints(full, 1, ["rail"], new Set(["composer"]));
  expect(seen).toEqual(new Set(["composer", "rail"]));
  expect(readSeenHints({ getItem: refuse }, 1)).toEqual(new Set());
});

describe("a hint stands", () => {
  const card = { width: 280, height: 120 };
  const desktop = { width: 1280, height: 800 };
  const phone = { width: 320, height: 600 };

  test("above the composer, in its middle", () => {
    const anchor = { left: 300, top: 700, width: 800, height: 80 };
    expect(placeHint(anchor, card, desktop, "above")).toEqual({ left: 560, top: 570, side: "above", arrow: 140 });
  });

  test("beside the rail where there is room, below it where there is none", () => {
    expect(placeHint({ left: 8, top: 60, width: 200, height: 30 }, card, desktop, "right")).toMatchObject({
      left: 218,
      top: 60,
      side: "right",
    });
    expect(placeHint({ left: 6, top: 5, width: 44, height: 44 }, card, phone, "right")).toEqual({
      left: 8,
      top: 59,
      side: "below",
      arrow: 20,
    });
  });

  test("inside the window, and its arrow points at the anchor", () => {
    const atEdge = placeHint({ left: 1200, top: 10, width: 60, height: 30 }, card, desktop, "below");
    expect(atEdge).toEqual({ left: 992, top: 50, side: "below", arrow: 238 });
    const noRoom = placeHint({ left: 0, top: 590, width: 320, height: 10 }, card, phone, "below");
    expect(noRoom).toMatchObject({ left: 20, top: 460, side: "above" });
    const tiny = placeHint({ left: 0, top: 0, width: 10, height: 10 }, card, { width: 200, height: 100 }, "below");
    expect(tiny).toMatchObject({ left: 8, top: 8 });
  });
});
