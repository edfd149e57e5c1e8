"use client";
import { createContext, type ReactNode, useContext } from "react";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { QuestionItem } from "@/lib/domain/transcript/transcript-types";

/** What a transcript needs from the page it stands on; the transcript itself fetches and sends nothing. */
export type Scene = {
  /** The demo agent's money is play money. */
  isDemo: boolean;
  /** The event that a link leads to. */
  marked: number | null;
  /** The address that opens this session at an event. */
  linkTo: (seq: number) => string;
  /** Shows the events of a turn as they are in the log. */
  inspectTurn: (no: number) => void;
  /** The whole of an event that came as a preview. */
  loadEvent: (seq: number) => Promise<SessionEvent>;
  /** The form of a question that waits; null where this viewer only reads. */
  questionForm: (question: QuestionItem) => ReactNode;
  /** Brings another turn into view; `seq` is an event of it, by which it is fetched when it is not on the page. */
  goToTurn: (no: number, seq: number) => void;
  /** Ends commands that outlived their turn; null where this viewer may not. */
  endProcesses: (() => Promise<void>) | null;
  /** Sends one of the agent's commands, true when it was taken; null where this viewer may not. */
  runCommand: ((command: string, args: string[]) => Promise<boolean>) | null;
};

const SceneContext = createContext<Scene | null>(null);

export const SceneProvider = SceneContext.Provider;

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error("A transcript stands inside a SceneProvider.");
  return scene;
}
