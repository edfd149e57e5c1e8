import { expect, test, vi } from "vitest";
import { type Attempt, AttemptBook, type CountedAttempt } from "./attempt-book";

const MINUTE = 60_000;
const anAttempt = (part: Partial<Attempt> = {}): Attempt => ({
  personId: 1,
  address: "",
  action: "session:send",
  target: "a",
  roles: "developer 1",
  requestId: "first",
  ...part,
});

function aBook(write?: (attempts: CountedAttempt[]) => Promise<void>) {
  const written: CountedAttempt[] = [];
  const later: (() => void)[] = [];
  const clock = { now: 7 * MINUTE };
  const book = new AttemptBook({
    write: write ?? (async (attempts) => void written.push(...attempts)),
    now: () => clock.now,
    after: (_ms, act) => void later.push(act),
  });
  return { book, written, later, clock };
}

test("the first is written at once, the same ones that follow as one with their number", async () => {
  const { book, written, later } = aBook();
  for (let no = 0; no < 500; no += 1) book.note(anAttempt(no === 0 ? {} : { roles: "", requestId: `later ${no}` }));
  await book.flush();
  later.shift()?.();
  await book.flush();
  expect(written.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  expect(written.length).toBeLessThanOrEqual(2);
  expect(written[0]).toEqual({ ...anAttempt(), minute: 7, count: expect.any(Number) });
});

test("however many kinds there are, one person fills at most 21 rows in a minute, and all together 122", async () => {
  const { book, written, clock } = aBook();
  for (let no = 0; no < 1_000; no += 1) book.note(anAttempt({ target: String(no) }));
  await book.flush();
  expect(written).toHaveLength(21);
  expect(written.at(-1)).toMatchObject({ personId: 1, action: "others", target: "", count: 980 });
  for (let no = 0; no < 1_000; no += 1)
    book.note(anAttempt({ personId: null, address: `203.0.113.${no}`, action: "sign-in", roles: null }));
  await book.flush();
  expect(written.length).toBeLessThanOrEqual(122);
  expect(written.at(-1)).toMatchObject({ personId: null, address: "", action: "others" });
  clock.now += MINUTE;
  book.note(anAttempt({ target: "next minute" }));
  await book.flush();
  expect(written.at(-1)).toMatchObject({ target: "next minute", minute: 8, count: 1 });
});

test("who is signed in fills no more rows by coming from many addresses, and the tries of strangers at their account are counted apart", async () => {
  const { book, written } = aBook();
  for (let no = 0; no < 1_000; no += 1) book.note(anAttempt({ address: `2001:db8::${no}`, target: String(no) }));
  await book.flush();
  expect(written).toHaveLength(21);
  expect(written.at(-1)).toMatchObject({ personId: 1, address: "", action: "others", roles: "developer 1", count: 980 });
  book.note(anAttempt({ address: "203.0.113.1", action: "sign-in", target: "", roles: null }));
  await book.flush();
  expect(written.at(-1)).toMatchObject({ personId: 1, address: "203.0.113.1", action: "sign-in", count: 1 });
});

test("what cannot be written waits, and is counted once", async () => {
  const write = vi
    .fn<(attempts: CountedAttempt[]) => Promise<void>>()
    .mockRejectedValueOnce(new Error("away"))
    .mockRejectedValueOnce(new Error("away"))
    .mockResolvedValue();
  const { book } = aBook(write);
  book.note(anAttempt());
  await book.flush();
  book.note(anAttempt());
  await book.flush();
  expect(write.mock.calls.at(-1)?.[0]).toMatchObject([{ count: 2 }]);
});
