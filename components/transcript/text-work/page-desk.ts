import { doHere } from "./do-here";
import type { KeptAnswers } from "./kept-answers";
import { openTextWorker } from "./open-text-worker";
import { TextDesk } from "./text-desk";

/** The desk of this page, which keeps its answers there. */
export const openDesk = (answers: KeptAnswers): TextDesk => new TextDesk(openTextWorker, doHere, answers);
