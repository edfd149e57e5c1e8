// Where the agent's stream is gone on with after something of it could not be kept.
import { expect, test } from "vitest";
import { StreamPosition } from "./stream-position";

const first = "a".repeat(32);
const second = "b".repeat(32);

function boundTo(stream: string, streamSeq: number): StreamPosition {
  const position = new StreamPosition(null, 0);
  position.resumeFrom();
  position.bound({ stream, streamSeq, resumed: null });
  return position;
}

test("goes back over a jump, and never forward again", () => {
  const position = boundTo(first, 0);
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
    const position = boundTo(first, 7);
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

test("a session loaded anew has no place until the next bind, which misses nothing that came meanwhile", () => {
  const position = boundTo(first, 1);
  expect(position.accept(1)).toEqual({ isNew: true, missed: 0 });
  expect(position.accept(2)).toEqual({ isNew: true, missed: 0 });
  expect(position.place).toBeUndefined();
  expect(position.resumeFrom()).toBeNull();
  expect(position.bound({ stream: second, streamSeq: 4, resumed: null }).missed).toEqual({ stream: second, count: 2 });
  expect(position.place).toEqual({ id: second, seq: 4 });
});

test("R8b another stream that is under way already tells how many of its frames never came", () => {
  const position = new StreamPosition(first, 7);
  position.resumeFrom();
  expect(position.bound({ stream: second, streamSeq: 3, resumed: false })).toMatchObject({ unheard: 3 });
});
