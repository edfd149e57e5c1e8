/** The answer of a turn as one text, to be copied; pure but for what fetches the rest of a preview. */
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { TextItem, Turn } from "@/lib/domain/transcript/transcript-types";

type Load = (seq: number) => Promise<SessionEvent>;

const BETWEEN = "\n\n";

const repliesOf = ({ items }: Pick<Turn, "items">): TextItem[] =>
  items.flatMap((item) => (item.type === "reply" ? [{ ...item, type: item.type }] : []));

export const hasAnswer = (turn: Pick<Turn, "items">): boolean => repliesOf(turn).some(({ content }) => content !== "");

async function wholeOf({ seq, content, cut }: TextItem, load: Load): Promise<string> {
  if (!cut?.length) return content;
  const { payload } = await load(seq);
  return "content" in payload && typeof payload.content === "string" ? payload.content : content;
}

/** All of it, also of what the page has as previews; at once where it is here. Fails when it cannot be had. */
export function answerOf(turn: Pick<Turn, "items">, load: Load): string | Promise<string> {
  const replies = repliesOf(turn);
  if (!replies.some(({ cut }) => cut?.length)) return replies.map(({ content }) => content).join(BETWEEN);
  return Promise.all(replies.map((reply) => wholeOf(reply, load))).then((texts) => texts.join(BETWEEN));
}
