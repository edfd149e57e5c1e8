"use client";
import { useCallback, useEffect, useState } from "react";
import * as z from "zod/mini";
import { askJson } from "@/components/ui/reach/ask-json";
import { sessionStates } from "@/lib/domain/sessions/session-state";

const answer = z.object({
  now: z.number(),
  sessions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      projectName: z.string(),
      state: z.enum(sessionStates),
      activeAt: z.number(),
    }),
  ),
});
type Answer = z.infer<typeof answer>;

/** `now`: the server's clock when it answered, by which the times here are. */
export type FoundSessions = Readonly<Answer> & { text: string | null; hasFailed: boolean };

async function fetchSessions(text: string, signal: AbortSignal): Promise<Answer> {
  return answer.parse(await askJson(`/api/sessions?text=${encodeURIComponent(text)}`, signal));
}

/**
 * The sessions whose title holds `text`, and the way to ask for them again. While the next ones are on their way the last ones stay: `text` of the
 * result tells whose they are.
 */
export function useFoundSessions(text: string): [FoundSessions, () => void] {
  const [found, setFound] = useState<FoundSessions>({ text: null, sessions: [], now: 0, hasFailed: false });
  const [tries, setTries] = useState(0);
  const again = useCallback(() => {
    setFound((before) => ({ ...before, hasFailed: false }));
    setTries((before) => before + 1);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again for the same words
  useEffect(() => {
    const abort = new AbortController();
    fetchSessions(text, abort.signal).then(
      (answered) => setFound({ text, ...answered, hasFailed: false }),
      () => abort.signal.aborted || setFound((before) => ({ ...before, text, hasFailed: true })),
    );
    return () => abort.abort();
  }, [text, tries]);
  return [found, again];
}
