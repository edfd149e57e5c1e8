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

export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, "\n");

/** Why nothing so long can be pasted into `text` over the selection; null: it can. */
export function refusedPaste(text: string, { start, end }: { start: number; end: number }, raw: string): string | null {
  const pasted = withLineFeeds(raw);
  if (!isTooLarge(text.slice(0, start) + pasted + text.slice(end))) return null;
  return `What you pasted is ${sizeWords(bytesOf(pasted))}; a message holds at most ${LIMIT_WORDS}${text.trim() ? ", with what is already written" : ""}. Nothing was pasted: put it into a file and name the file, or paste the part that matters.`;
}
