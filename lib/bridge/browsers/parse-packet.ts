/** What a browser sent, measured and parsed before anything is done with it; pure. */
import type { z } from "zod";
import { refuse } from "@/lib/domain/refusal";
import { type ChannelEvent, type ChannelPayload, channelPayloads } from "@/lib/protocol/browser-channel";
import { PACKET_MAX_BYTES } from "@/lib/protocol/channel-limits";

/** These carry a message, which has a limit of its own. */
const LARGE: ReadonlySet<string> = new Set<ChannelEvent>(["session:send", "queue:edit"]);
/** Deeper than any form; what walks over a payload later must not run out of stack. */
const DEPTH_MAX = 64;

const isEvent = (name: string): name is ChannelEvent => Object.hasOwn(channelPayloads, name);

function isDeep(value: unknown, left = DEPTH_MAX): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1));
}

const sizeOf = (payload: unknown): number => Buffer.byteLength(JSON.stringify(payload) ?? "");

const describeProblem = ({ issues }: z.core.$ZodError): string =>
  issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "payload"}: ${issue.message}`)
    .join("; ");

export type Packet = { [E in ChannelEvent]: { event: E; payload: ChannelPayload<E> } }[ChannelEvent];

/** The event with its payload. Refuses "invalid_payload" with the reason. */
export function parsePacket(event: unknown, payload: unknown): Packet {
  if (typeof event !== "string" || !isEvent(event)) refuse("invalid_payload", "This server does not know that event.");
  if (isDeep(payload)) refuse("invalid_payload", `This is nested deeper than ${DEPTH_MAX} levels.`);
  if (!LARGE.has(event) && sizeOf(payload) > PACKET_MAX_BYTES) refuse("invalid_payload", "This is larger than 64 KiB.");
  const parsed = channelPayloads[event].safeParse(payload);
  if (!parsed.success) refuse("invalid_payload", describeProblem(parsed.error));
  return { event, payload: parsed.data } as Packet; // as: the payload was parsed with this event's own schema
}
