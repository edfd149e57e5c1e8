"use client";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { useAttention } from "./use-attention";

/** Each turn's end, each question, and what became of the session, said once to a screen reader; the transcript itself stays silent while it grows. */
export function AttentionStatus({ transcript, title }: { transcript: Transcript; title: string }) {
  const said = useAttention(transcript, title);
  return (
    <span role="status" aria-label="What happened" className="sr-only">
      {said ? <span key={said.no}>{said.words}</span> : null}
    </span>
  );
}
