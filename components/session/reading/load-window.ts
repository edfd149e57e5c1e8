import * as z from "zod/mini";
import { askJson } from "@/components/ui/reach/ask-json";
import type { TranscriptWindow } from "@/lib/domain/transcript/transcript-window";

/** Which part of the log: the newest events before one, the oldest after one, or those around one. */
export type WindowPlace = { before: number } | { after: number } | { at: number };

/** The shape by which a part is told from an answer of something else; what is inside was made by our own server. */
const answer = z.object({
  window: z.object({
    base: z.looseObject({ from: z.int(), head: z.int(), entries: z.array(z.unknown()) }),
    events: z.array(z.looseObject({ seq: z.int(), kind: z.string() })),
  }),
});

/** A part of the log. Fails when it cannot be had. */
export async function loadWindow(sessionId: string, place: WindowPlace): Promise<TranscriptWindow> {
  const query = new URLSearchParams(Object.entries(place).map(([name, seq]) => [name, String(seq)]));
  return answer.parse(await askJson(`/api/sessions/${sessionId}/events?${query}`)).window as unknown as TranscriptWindow; // as: our own server's, its shape looked at on this line
}
