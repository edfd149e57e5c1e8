/** What of a session is copied by its keys and the palette: the answer of the turn that is meant, and links. */
import { answerOf, hasAnswer } from "@/components/transcript/turn-answer";
import { copyText, markIt, takeLink } from "@/components/ui/copy-text";
import { toast } from "@/components/ui/overlays/toast";
import { turnNumbered } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { loadEvent } from "./load-event";
import { currentTurnNo } from "./walk-turns";

async function say(copied: Promise<boolean>, what: string): Promise<void> {
  if (await copied) toast.success(`${what} copied`);
}

const copyLink = (link: string, what: string): Promise<void> => say(copyText(link, takeLink), what);

export async function copyAnswer(transcript: Transcript, sessionId: string): Promise<void> {
  const turn = turnNumbered(currentTurnNo(), transcript);
  if (!turn || !hasAnswer(turn)) return void toast.info("This turn has no answer yet.");
  const answer = answerOf(turn, (seq) => loadEvent(sessionId, seq));
  await say(copyText(answer, markIt), `Answer of turn ${turn.no}`);
}

export async function copyTurnLink(transcript: Transcript): Promise<void> {
  const turn = turnNumbered(currentTurnNo(), transcript);
  if (turn) await copyLink(`${location.origin}${location.pathname}?at=${turn.seq}`, `Link to turn ${turn.no}`);
}

export const copySessionLink = (): Promise<void> => copyLink(location.origin + location.pathname, "Link");
