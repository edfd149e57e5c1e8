import { expect, test } from "vitest";
import { sharedLook } from "./shared-look";

/** Looks that end when they are told to; `begun` counts them. */
function looks() {
  const ends: ((value: string) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const ask = sharedLook(
    () =>
      new Promise<string>((resolve, reject) => {
        ends.push(resolve);
        fails.push(reject);
      }),
  );
  return {
    ask,
    begun: () => ends.length,
    end: (n: number, seen: string) => ends[n]?.(seen),
    fail: (n: number) => fails[n]?.(new Error("no")),
  };
}

test("all who ask while a look is under way share the next one, which began after they asked", async () => {
  const { ask, begun, end } = looks();
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(begun()).toBe(1);
  end(0, "old");
  expect(await first).toBe("old");
  await Promise.resolve();
  expect(begun()).toBe(2);
  end(1, "new");
  expect(await Promise.all(later)).toEqual(["new", "new", "new"]);
  void ask();
  expect(begun()).toBe(3);
});

test("a look that fails fails for those who share it only", async () => {
  const { ask, end, fail } = looks();
  const first = ask();
  const second = ask();
  fail(0);
  await expect(first).rejects.toThrow("no");
  end(1, "seen");
  expect(await second).toBe("seen");
});
