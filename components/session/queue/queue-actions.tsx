import { ArrowDown, ArrowUp, Ellipsis, type LucideIcon, Pencil, SendHorizontal, X } from "lucide-react";
import { NARROW, useMedia } from "@/components/session/use-media";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/overlays/menu";
import type { Refusal } from "@/lib/domain/refusal";
import type { QueuedItem } from "@/lib/domain/transcript/transcript-types";
import type { QueueWays } from "./queue-reach";

export type QueueVerbs = {
  /** All of a text whose beginning is here; null: it could not be loaded, and that was said. */
  wholeText: (item: QueuedItem) => Promise<string | null>;
  edit: (messageId: string, text: string) => Promise<boolean>;
  move: (messageId: string, before: string | null) => Promise<boolean>;
  remove: (messageId: string) => Promise<boolean>;
  sendNow: (messageId: string) => Promise<boolean>;
  /** What waits at this moment, whatever is drawn. */
  now: () => readonly QueuedItem[];
  /** Keeps a text as a message that was not sent, and why. */
  keep: (text: string, refusal: Refusal) => void;
};

/** `title`: it stands as words, where there is room, and says more. */
type Action = { label: string; title?: string; Icon: LucideIcon; run: () => void; isDisabled?: boolean };
type Props = {
  queue: readonly QueuedItem[];
  index: number;
  verbs: QueueVerbs;
  ways: QueueWays;
  onEdit: () => void;
  onMove: (key: "ArrowUp" | "ArrowDown") => void;
  /** To a screen reader: what has become of it. */
  say: (words: string) => void;
  /** The element that says which message: the same buttons stand at each. */
  textId: string;
};

function actionsOf({ queue, index, verbs, ways, onEdit, onMove, say }: Props): Action[] {
  const { messageId } = queue[index] ?? { messageId: "" };
  const sayDone = (isDone: Promise<boolean>, words: string) => void isDone.then((isSo) => isSo && say(words));
  const sends = ways.isTakenOver
    ? { label: "Send as mine", title: "It goes out as your message, as soon as it can", done: "It goes out as your message" }
    : { label: "Send now", title: "Puts it first: it goes out as soon as it can", done: "It goes out next" };
  return [
    ...(ways.first ? [{ ...sends, Icon: SendHorizontal, run: () => sayDone(verbs.sendNow(messageId), sends.done) }] : []),
    { label: "Move up", Icon: ArrowUp, run: () => onMove("ArrowUp"), isDisabled: !ways.up },
    { label: "Move down", Icon: ArrowDown, run: () => onMove("ArrowDown"), isDisabled: !ways.down },
    ...(ways.edit ? [{ label: "Edit", Icon: Pencil, run: onEdit }] : []),
    { label: "Remove", Icon: X, run: () => sayDone(verbs.remove(messageId), "Removed from the queue") },
  ];
}

/** What one can do with a waiting message: buttons side by side, on a phone behind one. */
export function QueueActions(props: Props) {
  const isNarrow = useMedia(NARROW);
  const actions = actionsOf(props);
  if (isNarrow) {
    const choices = actions.map(({ label, Icon, run, isDisabled = false }) => ({
      id: label,
      says: (
        <>
          <Icon aria-hidden />
          {label}
        </>
      ),
      onSelect: run,
      isDisabled,
    }));
    return (
      <span className="ml-auto flex">
        <Menu
          choices={choices}
          side="top"
          align="end"
          variant="ghost"
          className="size-10 p-0"
          aria-label={`Message ${props.index + 1}: what can be done`}
          aria-describedby={props.textId}
        >
          <Ellipsis aria-hidden />
        </Menu>
      </span>
    );
  }
  return (
    <span className="ml-auto flex">
      {actions.map(({ label, title, Icon, run, isDisabled = false }) =>
        title ? (
          <Button key={label} variant="ghost" size="sm" title={title} aria-describedby={props.textId} onClick={run}>
            {label}
          </Button>
        ) : (
          // One that ended where it can go no further keeps the focus, which a disabled one would lose.
          <Button
            key={label}
            variant="ghost"
            size="icon-sm"
            aria-label={label}
            aria-describedby={props.textId}
            title={label}
            isIdle={isDisabled}
            onClick={run}
          >
            <Icon aria-hidden />
          </Button>
        ),
      )}
    </span>
  );
}
