/** The codec against every recording and against junk: each frame is understood, and no field of it is lost. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTrace, traceNames } from "@/lib/testing/replay-trace";
import { encodeClientFrame, isReply, parseUpstreamFrame, type UpstreamFrame } from "./upstream-frames";

const framesOf = (name: string, dir: "up" | "down"): Record<string, unknown>[] =>
  readTrace(name).flatMap((line) => (line.dir === dir && line.frame ? [line.frame] : []));

function parsed(raw: string): UpstreamFrame {
  const result = parseUpstreamFrame(raw);
  if (!result.ok) throw new Error(result.reason);
  return result.frame;
}

/** The frame put together again from what the codec gave. */
function reassembled(frame: UpstreamFrame): Record<string, unknown> {
  const place = {
    ...(frame.sessionId === null ? {} : { session_id: frame.sessionId }),
    ...(frame.streamSeq === null ? {} : { stream_seq: frame.streamSeq }),
  };
  if (frame.type === "unrecognized") return { ...frame.frame, ...place };
  return { type: frame.type, ...place, ...frame.fields, ...frame.rest };
}

const EMPTY: unknown[] = [null, "", 0, false, undefined];
const isEmpty = (value: unknown): boolean => EMPTY.includes(value) || JSON.stringify(value) === "[]";

describe("recorded frames", () => {
  test.each(traceNames())("%s: every frame is known and comes back whole", (name) => {
    const frames = framesOf(name, "down");
    expect(frames.length).toBeGreaterThan(0);
    for (const original of frames) {
      const frame = parsed(JSON.stringify(original));
      const again = reassembled(frame);
      expect(again).toMatchObject(original);
      // What the agent left out may only come back as an empty value.
      for (const added of Object.keys(again).filter((key) => !(key in original)))
        expect(isEmpty(again[added]), `${frame.type}.${added}`).toBe(true);
    }
  });

  test("only the observer's frames are of a type we have no name for", () => {
    const types = traceNames().flatMap((name) => framesOf(name, "down").map((frame) => parsed(JSON.stringify(frame))));
    const unknown = types.flatMap((frame) => (frame.type === "unrecognized" ? [frame.frameType] : []));
    expect([...new Set(unknown)].sort()).toEqual(["observed", "observing", "stream_open"]);
  });

  test("a reply has no place in the stream, whatever number it carries", () => {
    const acks = traceNames().flatMap((name) => framesOf(name, "down").filter((frame) => frame.type === "ack"));
    expect(acks.some((frame) => typeof frame.stream_seq === "number")).toBe(true);
    expect(acks.every((frame) => isReply(parsed(JSON.stringify(frame))))).toBe(true);
  });
});

describe("frames of any other version", () => {
  const types = ["status", "ack", "assistant", "tool_use", "tool_result", "cost", "error", "elicitation", "run_event", "from_the_future"];
  const frame = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom("session_id", "stream_seq", "content", "params", "commands", "event")),
    fc.jsonValue(),
  );

  test("unknown fields and wrong types never throw, and unknown fields are kept", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), frame, (type, fields) => {
        const raw = JSON.stringify({ ...fields, type });
        const original: Record<string, unknown> = JSON.parse(raw);
        const again = reassembled(parsed(raw));
        expect(again.type).toBe(type);
        const known = parsed(raw);
        const named = known.type === "unrecognized" ? [] : Object.keys(known.fields);
        for (const key of Object.keys(original).filter((one) => !["session_id", "stream_seq", ...named].includes(one))) {
          expect(again[key]).toEqual(original[key]);
        }
      }),
    );
  });

  test("what is no frame is said to be none, with the reason", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (raw) => typeof parseUpstreamFrame(raw).ok === "boolean"));
    expect(parseUpstreamFrame("{")).toMatchObject({ ok: false, reason: "not valid JSON" });
    expect(parseUpstreamFrame("[1]")).toMatchObject({ ok: false, reason: "not a JSON object" });
    expect(parseUpstreamFrame('{"type":7}')).toMatchObject({ ok: false, reason: "no type" });
  });

  test("a name that every object has is a type like any other that is unknown", () => {
    for (const type of ["constructor", "toString", "__proto__", "hasOwnProperty"])
      expect(parsed(`{"type":${JSON.stringify(type)},"content":"c"}`)).toMatchObject({ type: "unrecognized", frameType: type });
  });

  test("what is not named is kept once, beside what is", () => {
    expect(parsed('{"type":"assistant","session_id":"s","stream_seq":3,"content":"c","more":1}')).toEqual({
      type: "assistant",
      sessionId: "s",
      streamSeq: 3,
      fields: { content: "c" },
      rest: { more: 1 },
    });
  });

  test("what is nested deeper than 500 levels, the frame among them, is said to be, with its place in the stream; an ack has none", () => {
    const nested = (type: string, levels: number) =>
      parseUpstreamFrame(`{"type":"${type}","stream_seq":7,"content":${"[".repeat(levels)}${"]".repeat(levels)}}`);
    expect(nested("assistant", 499)).toMatchObject({ ok: true, frame: { streamSeq: 7 } });
    expect(nested("assistant", 500)).toEqual({ ok: false, reason: "nested too deep", streamSeq: 7 });
    expect(nested("ack", 500)).toEqual({ ok: false, reason: "nested too deep", streamSeq: null });
    expect(nested("assistant", 100_000)).toMatchObject({ ok: false, reason: "nested too deep" });
  });

  test("a place in the stream that is no whole number is none", () => {
    for (const seq of [-1, 1.5, "3", null]) expect(parsed(JSON.stringify({ type: "assistant", stream_seq: seq })).streamSeq).toBe(null);
  });
});

test("half a letter of a browser does not keep a frame from the agent, which takes no JSON that names one", () => {
  const content = { reason: "x \ud83d y", more: ["\ude00"], whole: "😀 \\ud83d" };
  const sent = encodeClientFrame({
    type: "elicitation_response",
    session_id: "s",
    request_id: "r",
    id: "q",
    result: { action: "accept", content },
  });
  expect(JSON.parse(sent).result.content).toEqual({ reason: "x \ufffd y", more: ["\ufffd"], whole: "😀 \\ud83d" });
});
