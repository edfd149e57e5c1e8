import fc from "fast-check";
import { Encoder, type Packet, PacketType } from "socket.io-parser";
import { expect, test } from "vitest";
import { parser, writtenOnce } from "./written-once";

const ours = new parser.Encoder();
const theirs = new Encoder();
const event = (payload: unknown, { id = undefined as number | undefined, nsp = "/", more = [] as unknown[] } = {}): Packet => ({
  type: PacketType.EVENT,
  nsp,
  data: ["session:events", payload, ...more],
  ...(id === undefined ? {} : { id }),
});

test("what is written once reads as what Socket.IO itself writes, with and without an answer, and as anything else", () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 3 }), fc.option(fc.nat(), { nil: undefined }), fc.boolean(), (value, id, isShared) => {
      const payload = isShared ? writtenOnce(value) : value;
      for (let time = 0; time < 2; time += 1) expect(ours.encode(event(payload, { id }))).toEqual(theirs.encode(event(payload, { id })));
    }),
  );
});

test("a text is written once, whoever is sent it", () => {
  let written = 0;
  const payload = writtenOnce({
    toJSON: () => {
      written += 1;
      return { a: 1 };
    },
  });
  expect([0, 1, 2].map((id) => ours.encode(event(payload, { id }))[0])).toEqual([0, 1, 2].map((id) => `2${id}["session:events",{"a":1}]`));
  expect(written).toBe(1);
});

test.each([
  ["another namespace", event(writtenOnce({ a: 1 }), { nsp: "/other" })],
  ["a second argument", event(writtenOnce({ a: 1 }), { more: [2] })],
  ["an answer", { type: PacketType.ACK, nsp: "/", id: 1, data: [writtenOnce({ a: 1 })] }],
  ["no data", { type: PacketType.DISCONNECT, nsp: "/" }],
])("%s is written as Socket.IO does", (_name, packet) => {
  expect(ours.encode(packet)).toEqual(theirs.encode(packet));
});
