import { io } from "socket.io-client";
import type { ChannelAnswers, ChannelPayload } from "@/lib/protocol/browser-channel";

const PATIENCE_MS = 40_000;

/** One question over a connection of its own, closed after the answer. */
async function ask<E extends "agents:probe" | "agents:find">(event: E, payload: ChannelPayload<E>): Promise<ChannelAnswers[E]> {
  const socket = io({ path: "/socket.io", transports: ["websocket"], reconnection: false, forceNew: true });
  try {
    return (await socket.timeout(PATIENCE_MS).emitWithAck(event, payload)) as ChannelAnswers[E]; // as: the channel's contract
  } catch {
    return { ok: false, refusal: { code: "upstream_unavailable", detail: "The dashboard's server did not answer." } } as ChannelAnswers[E]; // as: a refusal is an answer to every event
  } finally {
    socket.close();
  }
}

export const findOctomind = () => ask("agents:find", {});
export const probeAgent = (payload: ChannelPayload<"agents:probe">) => ask("agents:probe", payload);
