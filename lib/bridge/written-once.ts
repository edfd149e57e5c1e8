/** A Socket.IO encoder that writes what is sent to many browsers as JSON once, and not once for each of them. */
import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";

/** The text of each payload that was given to `writtenOnce`; null: nobody was sent it yet. */
const texts = new WeakMap<object, string | null>();

/** Marks what may be sent more than once. It holds nothing binary, and is not changed from now on. */
export function writtenOnce<T extends object>(payload: T): T {
  texts.set(payload, null);
  return payload;
}

function textOf(payload: unknown): string | null {
  if (typeof payload !== "object" || payload === null) return null;
  const known = texts.get(payload);
  if (known === undefined) return null;
  const text = known ?? JSON.stringify(payload);
  texts.set(payload, text);
  return text;
}

class WritingOnce extends Encoder {
  override encode(packet: Packet): (string | Buffer)[] {
    const { type, nsp, id, data } = packet;
    const text = type === PacketType.EVENT && nsp === "/" && data.length === 2 ? textOf(data[1]) : null;
    return text === null ? super.encode(packet) : [`${type}${id ?? ""}[${JSON.stringify(data[0])},${text}]`];
  }
}

/** For the option `parser` of a Socket.IO server; what it sends can be read by every client. */
export const parser = { Encoder: WritingOnce, Decoder };
