// What a stream holds for a client that comes back.
import { describe, expect, it } from "vitest";
import { StreamBuffer } from "./stream-buffer";

describe("StreamBuffer", () => {
  it("gives the frames after a mark byte for byte", () => {
    const stream = new StreamBuffer();
    const texts = ["a", "b", "c"].map((content) => stream.append({ type: "assistant", content }));
    expect(stream.after(1)).toEqual(texts.slice(1));
    expect(stream.after(3)).toEqual([]);
    expect(stream.after(4)).toBeNull();
    expect(texts[2]).toBe('{"type":"assistant","content":"c","stream_seq":3}');
  });

  it("holds the newest 4096 frames", () => {
    const stream = new StreamBuffer();
    for (let count = 0; count < 5000; count += 1) stream.append({ type: "thinking" });
    expect(stream.after(5000 - 4096)).toHaveLength(4096);
    expect(stream.after(5000 - 4097)).toBeNull();
  });

  it("holds the newest 2 MiB, and the newest frame however large it is", () => {
    const stream = new StreamBuffer();
    const megabyte = "x".repeat(1024 * 1024);
    for (let count = 0; count < 3; count += 1) stream.append({ type: "tool_result", content: megabyte });
    expect(stream.after(1)).toBeNull();
    expect(stream.after(2)).toHaveLength(1);
    stream.append({ type: "tool_result", content: megabyte.repeat(3) });
    expect(stream.after(3)).toHaveLength(1);
  });
});
