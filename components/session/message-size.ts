/** How large a message is on the wire, and the words for one that is too large; pure. */
import { MESSAGE_MAX_BYTES } from "@/lib/protocol/channel-limits";

const encoder = new TextEncoder();

/** Bytes of UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** 950 bytes, 5.2 KiB, 300 KiB, 1.4 MiB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KiB"] : [bytes / 1024 / 1024, "MiB"];
  return `${size < 100 ? (Math.ceil(size * 10) / 10).toFixed(1).replace(/\.0$/, "") : Math.ceil(size).toLocaleString("en")} ${unit}`;
}

export const LIMIT_WORDS = sizeWords(MESSAGE_MAX_BYTES);

/** UTF-16 never needs more than three bytes a unit, so most texts need no counting. */
export const isTooLarge = (text: string): boolean => text.length * 3 > MESSAGE_MAX_BYTES && bytesOf(text) > MESSAGE_MAX_BYTES;
