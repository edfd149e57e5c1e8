"use client";
import { startTransition, useEffect, useState } from "react";
import { untilThere } from "@/components/ui/reach/until-there";
import type { NamedJob, TextAnswer } from "@/lib/domain/text-work/text-job";
import { KeptAnswers } from "./kept-answers";
import type { TextDesk } from "./text-desk";

/** Of the browser: on the server nobody asks, and every text is plain. */
const known = new KeptAnswers();
let coming: Promise<TextDesk> | null = null;

/** Comes after the page, with the first text that needs it. */
function deskOfPage(): Promise<TextDesk> {
  coming ??= untilThere(() => import("./page-desk").then(({ openDesk }) => openDesk(known)));
  return coming;
}

/** Calls back when the answer is known; gives what takes the question back. A desk that never comes leaves the text plain. */
function ask(named: NamedJob, onAnswer: () => void): () => void {
  let isLeft = false;
  let leave = () => {};
  deskOfPage().then(
    (desk) => {
      if (!isLeft) leave = desk.ask(named, onAnswer);
    },
    () => {},
  );
  return () => {
    isLeft = true;
    leave();
  };
}

/** Some lines of what is drawn, and what is to be worked out of them; null: nothing is. */
export type Part<L> = { lines: readonly L[]; named: NamedJob | null };
export type Answered<L> = { parts: readonly Part<L>[]; answers: readonly (TextAnswer | null)[] };

/** Null: not all of it is known yet. */
function answeredNow<L>(parts: readonly Part<L>[]): Answered<L> | null {
  const answers: (TextAnswer | null)[] = [];
  for (const { named } of parts) {
    const answer = named ? known.get(named.name) : null;
    if (answer === undefined) return null;
    answers.push(answer);
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
    const leave = parts.map(({ named }) => (named && known.get(named.name) === undefined ? ask(named, show) : null));
    show();
    return () => {
      for (const go of leave) go?.();
    };
  }, [parts]);
  return answered;
}
