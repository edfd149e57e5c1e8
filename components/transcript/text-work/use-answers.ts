"use client";
import { startTransition, useEffect, useState } from "react";
import type { NamedJob, TextAnswer } from "@/lib/domain/text-job";
import { doHere } from "./do-here";
import { openTextWorker } from "./open-text-worker";
import { TextDesk } from "./text-desk";

/** Of the browser: on the server nobody asks, and every text is plain. */
const desk = new TextDesk(openTextWorker, doHere);

/** Some lines of what is drawn, and what is to be worked out of them; null: nothing is. */
export type Part<L> = { lines: readonly L[]; named: NamedJob | null };
export type Answered<L> = { parts: readonly Part<L>[]; answers: readonly (TextAnswer | null)[] };

/** Null: not all of it is known yet. */
function answeredNow<L>(parts: readonly Part<L>[]): Answered<L> | null {
  const answers: (TextAnswer | null)[] = [];
  for (const { named } of parts) {
    const known = named ? desk.known(named.name) : null;
    if (known === undefined) return null;
    answers.push(known);
  }
  return { parts, answers };
}

/** The newest parts of which all is known: at once what was worked out before, else in a moment; until then the parts before them. */
export function useAnswers<L>(parts: readonly Part<L>[]): Answered<L> | null {
  const [answered, setAnswered] = useState(() => answeredNow(parts));
  useEffect(() => {
    const show = () => {
      const now = answeredNow(parts);
      // A key comes before colours.
      if (now) startTransition(() => setAnswered((before) => (before?.parts === parts ? before : now)));
    };
    const leave = parts.map(({ named }) => (named && desk.known(named.name) === undefined ? desk.ask(named, show) : null));
    show();
    return () => {
      for (const go of leave) go?.();
    };
  }, [parts]);
  return answered;
}
