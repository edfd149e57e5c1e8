/** What a message may be: not longer than the wire takes, and not nothing. */
import { refuse } from "@/lib/domain/refusal";
import { MESSAGE_MAX_BYTES } from "@/lib/protocol/channel-limits";

export function checkText(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > MESSAGE_MAX_BYTES) refuse("message_too_long", `A message has at most 256 KiB; this one has ${Math.ceil(bytes / 1024)}.`);
  if (text.trim() === "") refuse("message_empty");
}
