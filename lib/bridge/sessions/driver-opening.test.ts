import { expect, test, vi } from "vitest";
import { RefusedError } from "@/lib/domain/refusal";
import { DriverOpening } from "./driver-opening";

function anOpening() {
  const later: { ms: number; call: () => void }[] = [];
  const after = (ms: number, call: () => void) => {
    const one = { ms, call };
    later.push(one);
    return () => void later.splice(later.indexOf(one), 1);
  };
  const opening = new DriverOpening<string>({ now: () => 1_000, after, onChange: () => {} });
  const pass = async () => {
    later.shift()?.call();
    await settled();
  };
  return { opening, later, pass };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const away = new RefusedError({ code: "session_taken_over", detail: "Somebody else has it." });

test("what must go on by itself is tried again after 1, 2, 4 … 30 seconds, said in words, and is over once it is open", async () => {
  const { opening, later, pass } = anOpening();
  const again = vi.fn<() => Promise<string>>().mockRejectedValue(away);
  opening.insist(() => Promise.reject(away), again);
  await settled();
  const waited: number[] = [];
  for (let no = 0; no < 7; no += 1) {
    waited.push(later[0]?.ms ?? 0);
    expect(opening).toMatchObject({ refused: "Somebody else has it.", retryAt: 1_000 + (later[0]?.ms ?? 0), isIdle: false });
    await pass();
  }
  expect(waited).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  again.mockResolvedValue("driver");
  await pass();
  expect(opening).toMatchObject({ refused: null, retryAt: null, isIdle: true });
  expect(later).toEqual([]);
});

test("whoever asks meanwhile tries at once, and ends the waiting when it opens", async () => {
  const { opening, later } = anOpening();
  opening.insist(() => Promise.reject(new Error("no connection")));
  await settled();
  expect(opening.refused).toBe("The database cannot be reached.");
  await expect(opening.start(() => Promise.reject(away))).rejects.toBe(away);
  expect(later).toHaveLength(1);
  const open = vi.fn(async () => "driver");
  expect(await Promise.all([opening.start(open), opening.start(open)])).toEqual(["driver", "driver"]);
  expect(open).toHaveBeenCalledOnce();
  expect(later).toEqual([]);
});

test("a session that is gone, taken over or closed is not tried again", async () => {
  const { opening, later } = anOpening();
  opening.insist(() => Promise.reject(new RefusedError({ code: "not_found" })));
  await settled();
  expect(later).toEqual([]);
  opening.insist(() => Promise.reject(away));
  await settled();
  opening.stop("taken over");
  expect([later, opening.refused]).toEqual([[], "taken over"]);
  opening.insist(() => Promise.reject(away));
  await opening.close();
  await settled();
  expect(later).toEqual([]);
});

test("a fault of the server's own is not laid at the database's door", async () => {
  const { opening } = anOpening();
  opening.insist(() => Promise.reject(new TypeError("undefined is not a function")));
  await settled();
  expect(opening).toMatchObject({ refused: expect.stringMatching(/written down in its log/), isIdle: false });
});

test("what is gone when it is tried again waits for nothing more", async () => {
  const { opening, pass } = anOpening();
  opening.insist(
    () => Promise.reject(away),
    () => Promise.reject(new RefusedError({ code: "not_found" })),
  );
  await settled();
  await pass();
  expect(opening).toMatchObject({ retryAt: null, isIdle: true });
});

test("once it is closed nothing is opened any more, also for what was about to ask", async () => {
  const { opening } = anOpening();
  await opening.close();
  const open = vi.fn(async () => "a driver that nobody would close");
  opening.insist(open);
  await expect(opening.start(open)).rejects.toMatchObject({ refusal: { code: "restarting" } });
  expect(open).not.toHaveBeenCalled();
});
