/** Says short notes; those said before what shows them is there wait for it. */
import type { ExternalToast } from "sonner";

type Note = { kind: "success" | "error" | "info"; words: string; options: ExternalToast; at: number };

/** As long as somebody needs who looks elsewhere first. */
const READ_MS = 12_000;

let show: ((note: Note) => void) | null = null;
let call: (() => void) | null = null;
let waiting: Note[] = [];

const say =
  (kind: Note["kind"]) =>
  (words: string, options: ExternalToast = {}): void => {
    const note: Note = { kind, words, options, at: performance.now() };
    if (show) show(note);
    else {
      waiting.push(note);
      call?.();
    }
  };

export const toast = { success: say("success"), error: say("error"), info: say("info") };

/** `wanted` is called when a note waits to be shown. */
export function whenNoted(wanted: () => void): () => void {
  call = wanted;
  if (waiting.length > 0) wanted();
  return () => {
    call = null;
  };
}

/** Of the last note that nothing shows yet, as long as it is news. */
export function wordsThatWait(): string {
  const last = waiting.at(-1);
  return last && performance.now() - last.at < READ_MS ? last.words : "";
}

/** From now on notes are shown by `by`, those that wait at once. */
export function showNotes(by: (note: Note) => void): () => void {
  show = by;
  for (const note of waiting) by(note);
  waiting = [];
  return () => {
    show = null;
  };
}
