// Where the agent's stream is gone on with after something of it could not be kept.
import { describe, expect, test } from "vitest";
import { StreamPosition } from "./stream-position";

const first = "a".repeat(32);
const second = "b".repeat(32);

const at = (stream: string, seq: number): StreamPosition => new StreamPosition(stream, seq);

test("goes back over a jump, and never forward again", () => {
  const position = at(first, 0);
  const early = position.mark();
  expect(position.accept(5)).toEqual({ isNew: true, missed: 4 });
  const late = position.mark();
  position.accept(6);
  position.returnTo(early);
  position.returnTo(late);
  expect(position.resumeFrom()).toEqual({ stream: first, after: 0 });
});

test("goes back over a bind to the stream before it, in whatever order the failures are told", () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const position = at(first, 7);
    const marks = [position.mark()];
    position.resumeFrom();
    expect(position.bound({ stream: second, streamSeq: 2, resumed: false }).missed).toEqual({ stream: first, count: null });
    marks.push(position.mark());
    position.accept(3);
    for (const index of order) position.returnTo(marks[index] ?? position.mark());
    expect(position.resumeFrom()).toEqual({ stream: first, after: 7 });
    expect(position.bound({ stream: second, streamSeq: 3, resumed: false }).missed).toEqual({ stream: first, count: null });
  }
});

test("a session loaded anew has no place until the next bind; what came meanwhile does not come again", () => {
  const position = at(first, 1);
  expect(position.accept(1)).toEqual({ isNew: true, missed: 0 });
  expect(position.accept(2)).toEqual({ isNew: true, missed: 0 });
  expect(position.place).toBeUndefined();
  expect(position.resumeFrom()).toBeNull();
  expect(position.bound({ stream: second, streamSeq: 4, resumed: null })).toMatchObject({ missed: null, asksAgain: true });
  expect(position.resumeFrom()).toEqual({ stream: second, after: 2 });
});

describe("R8b a stream that is not known and is under way already", () => {
  const underWay = (known: StreamPosition) => {
    known.resumeFrom();
    return known.bound({ stream: second, streamSeq: 3, resumed: false });
  };

  test("is asked for from its beginning; what comes until then comes again", () => {
    for (const [position, missed] of [
      [at(first, 7), { stream: first, count: null }],
      [new StreamPosition(null, 0), null],
    ] as const) {
      expect(underWay(position)).toEqual({ continued: false, isFirst: true, missed, unheard: 0, asksAgain: true });
      expect(position.place).toEqual({ id: second, seq: 0 });
      expect(position.accept(4)).toEqual({ isNew: false, missed: 0 });
      expect(position.resumeFrom()).toEqual({ stream: second, after: 0 });
      expect(position.bound({ stream: second, streamSeq: 4, resumed: true })).toMatchObject({ continued: true, asksAgain: false });
      expect(position.accept(1)).toEqual({ isNew: true, missed: 0 });
    }
  });

  test("is one gap with its number when the agent does not hold it any more", () => {
    const position = at(first, 7);
    underWay(position);
    position.resumeFrom();
    const { missed, asksAgain } = position.bound({ stream: second, streamSeq: 5, resumed: false });
    expect({ missed, asksAgain }).toEqual({ missed: { stream: second, count: 5 }, asksAgain: false });
    expect(position.accept(6)).toEqual({ isNew: true, missed: 0 });
  });

  test("is asked for once: an agent that has another one at each bind is believed, and told as a gap", () => {
    const position = at(first, 7);
    underWay(position);
    position.resumeFrom();
    const third = "c".repeat(32);
    const again = position.bound({ stream: third, streamSeq: 2, resumed: false });
    expect(again).toEqual({ continued: false, isFirst: false, missed: { stream: second, count: null }, unheard: 2, asksAgain: false });
    expect(position.accept(3)).toEqual({ isNew: true, missed: 0 });
    // Something came of it: the next time it is asked for again.
    position.resumeFrom();
    expect(position.bound({ stream: first, streamSeq: 1, resumed: false }).asksAgain).toBe(true);
  });

  test("that has said nothing yet is gone on with at once", () => {
    const position = at(first, 7);
    position.resumeFrom();
    expect(position.bound({ stream: second, streamSeq: 0, resumed: false }).asksAgain).toBe(false);
    expect(position.accept(1)).toEqual({ isNew: true, missed: 0 });
  });
});

describe("R8b a stream that is under way and unknown is asked for from its beginning again", () => {
  const ack = { stream: first, streamSeq: 3, resumed: null };

  test("where the bind that found it could not be kept", () => {
    const position = new StreamPosition(null, 0);
    const before = position.mark();
    position.resumeFrom();
    expect(position.bound(ack).asksAgain).toBe(true);
    position.returnTo(before);
    position.resumeFrom();
    expect(position.bound(ack)).toMatchObject({ asksAgain: true, unheard: 0 });
  });

  test("where another one was, and was heard", () => {
    const position = new StreamPosition(null, 0);
    position.resumeFrom();
    position.bound(ack);
    position.resumeFrom();
    position.bound({ ...ack, resumed: true });
    for (const seq of [1, 2, 3]) expect(position.accept(seq)).toEqual({ isNew: true, missed: 0 });
    position.resumeFrom();
    expect(position.bound({ stream: second, streamSeq: 2, resumed: false })).toMatchObject({ asksAgain: true, unheard: 0 });
  });
});
