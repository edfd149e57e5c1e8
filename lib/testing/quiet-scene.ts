/** What surrounds a card that a test draws: nobody may do anything, and nothing was cut. */
import type { Scene } from "@/components/transcript/scene";

export const quietScene: Scene = {
  isDemo: false,
  marked: null,
  linkTo: String,
  inspectTurn: () => {},
  loadEvent: () => Promise.reject(new Error("nothing is cut")),
  questionForm: () => null,
  goToTurn: () => {},
  endProcesses: null,
  runCommand: null,
};
