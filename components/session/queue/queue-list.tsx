"use client";
import { GripVertical } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { leaveToComposer } from "@/components/session/composer/focus-composer";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { isComposing } from "@/components/ui/forms/is-composing";
import { Submit } from "@/components/ui/forms/submit";
import { Textarea } from "@/components/ui/forms/textarea";
import { Tag } from "@/components/ui/tag";
import type { QueuedItem } from "@/lib/domain/transcript/transcript-types";
import { QueueActions, type QueueVerbs } from "./queue-actions";
import { type QueueReach, queueWays } from "./queue-reach";
import { useReorder } from "./use-reorder";

/** Of a long message, what one line and its tooltip need. */
const TITLE_MAX = 500;
const STILL_WAITS = "This change of a waiting message was not saved.";
const EMPTY = {
  words: "There is nothing to send. To take the message out of the queue, keep it as it was and remove it.",
  field: "text",
};

/**
 * What was being written into a message is not lost when that went out or was removed, when the session is no longer written in, or when the page
 * is left: it stands with what was not sent. Takes what is written, what is saved, and what needs no keeping.
 */
function useLeftEdit(messageId: string, before: string, verbs: QueueVerbs) {
  const written = useRef(before);
  const saving = useRef(Promise.resolve());
  const settled = useRef(before);
  const latest = useRef(verbs);
  useEffect(() => {
    latest.current = verbs;
  });
  useEffect(() => {
    const keep = () => {
      const text = written.current;
      if (text.trim() === "" || text === settled.current) return;
      settled.current = text;
      const isWaiting = latest.current.now().some((item) => item.messageId === messageId);
      latest.current.keep(text, { code: "queue_changed", detail: isWaiting ? STILL_WAITS : undefined });
    };
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      void saving.current.then(keep);
    };
  }, [messageId]);
  return { written, saving, settled };
}

function EditForm({
  messageId,
  text: before,
  verbs,
  onClose,
}: {
  messageId: string;
  text: string;
  verbs: QueueVerbs;
  onClose: () => void;
}) {
  const { written, saving, settled } = useLeftEdit(messageId, before, verbs);
  const save = async () => {
    const text = written.current;
    if (text.trim() === "") return EMPTY;
    saving.current = verbs.edit(messageId, text).then((isSaved) => {
      if (isSaved) settled.current = text;
    });
    await saving.current;
    // What was written meanwhile is not saved yet.
    if (settled.current === written.current) onClose();
    return null;
  };
  const leave = () => {
    settled.current = written.current;
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isComposing(event) || written.current !== before) return;
    event.preventDefault();
    leave();
  };
  return (
    <Form onSubmit={save} onKeyDown={onKeyDown} className="grid w-full gap-1.5 py-1.5">
      <Field label="Queued message" hidesLabel>
        {(control) => (
          <Textarea
            {...control}
            name="text"
            defaultValue={before}
            autoFocus
            // One goes on behind what stands there.
            onFocus={({ target }) => target.selectionEnd === 0 && target.setSelectionRange(before.length, before.length)}
            onChange={({ target }) => {
              written.current = target.value;
            }}
          />
        )}
      </Field>
      <span className="flex justify-end gap-1.5">
        <Button size="sm" onClick={leave}>
          Keep as it was
        </Button>
        <Submit size="sm" variant="primary">
          Save
        </Submit>
      </span>
    </Form>
  );
}

/** A row that goes with the focus in it leaves that to the one beside it, the last one to the composer. */
function useLeaving(row: RefObject<HTMLLIElement | null>) {
  useLayoutEffect(() => {
    const here = row.current;
    return () => {
      if (!here?.contains(document.activeElement)) return;
      const beside = (here.nextElementSibling ?? here.previousElementSibling)?.querySelector<HTMLElement>("textarea, button");
      queueMicrotask(() => (beside?.isConnected ? beside.focus() : leaveToComposer()));
    };
  }, [row]);
}

type RowProps = {
  queue: readonly QueuedItem[];
  index: number;
  item: QueuedItem;
  verbs: QueueVerbs | null;
  reach: QueueReach;
  grip: ComponentProps<"button">;
  /** As an arrow of the grip does. */
  onMove: (key: "ArrowUp" | "ArrowDown") => void;
  say: (words: string) => void;
  /** A line where the dragged row would land. */
  drop: "above" | "below" | null;
  isDragged: boolean;
};

function Row({ queue, index, item, verbs, reach, grip, onMove, say, drop, isDragged }: RowProps) {
  const [edited, setEdited] = useState<string | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const textId = useId();
  useLeaving(row);
  const { messageId } = item;
  const ways = queueWays(queue, index, reach);
  // What was written there stands with what was not sent.
  if (edited !== null && !(verbs && ways.edit)) setEdited(null);
  if (edited !== null && verbs && ways.edit) {
    const close = () => {
      const isHere = row.current?.contains(document.activeElement);
      flushSync(() => setEdited(null));
      if (isHere) row.current?.querySelector<HTMLElement>("[aria-label=Edit], [aria-haspopup]")?.focus();
    };
    return (
      <li ref={row} className="px-2.5">
        <EditForm messageId={messageId} text={edited} verbs={verbs} onClose={close} />
      </li>
    );
  }
  return (
    <li
      ref={row}
      className={cn(
        "flex min-h-[31px] items-center gap-x-2 py-0.5 pr-1 pl-2.5 text-xs max-md:flex-wrap",
        isDragged && "opacity-55",
        drop === "above" && "shadow-[inset_0_2px_var(--primary)]",
        drop === "below" && "shadow-[inset_0_-2px_var(--primary)]",
      )}
    >
      {verbs && ways.remove && queue.length > 1 ? (
        <button
          type="button"
          aria-label={`Order of message ${index + 1}: arrow keys move it`}
          aria-describedby={textId}
          title="Drag, or move with the arrow keys"
          className="-ml-1.5 flex size-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-sm text-muted-foreground hover:bg-accent active:cursor-grabbing pointer-coarse:size-10"
          {...grip}
        >
          <GripVertical aria-hidden className="size-3.5" />
        </button>
      ) : null}
      <Tag className="tabular-nums">{index + 1}</Tag>
      <span id={textId} className="min-w-0 flex-1 truncate" title={item.text.slice(0, TITLE_MAX)}>
        {item.by.personId === reach.personId ? null : <b className="mr-1.5 font-medium">{item.by.name}</b>}
        {item.text.slice(0, TITLE_MAX)}
      </span>
      {item.reason ? (
        <span className="truncate text-muted-foreground max-md:order-last max-md:basis-full max-md:pb-1 md:max-w-1/2" title={item.reason}>
          {item.reason}
        </span>
      ) : null}
      {verbs && ways.remove ? (
        <QueueActions {...{ queue, index, verbs, ways, onMove, say, textId }} onEdit={() => void verbs.wholeText(item).then(setEdited)} />
      ) : null}
    </li>
  );
}

const move = (verbs: QueueVerbs | null) => async (id: string, before: string | null) => (await verbs?.move(id, before)) === true;

type Props = {
  queue: readonly QueuedItem[];
  /** Why it waits, and for what. */
  words: string;
  /** Null: this viewer only reads. */
  verbs: QueueVerbs | null;
  reach: QueueReach;
};

/** What waits to be sent, in order, with the reason. */
export function QueueList({ queue, words, verbs, reach }: Props) {
  const { list, drag, said, say, gripProps, putByKey } = useReorder(
    queue.map(({ messageId }) => messageId),
    move(verbs),
  );
  return (
    <div className="mx-2.5 rounded-t-lg border border-b-0 bg-muted">
      <p className="flex gap-1.5 border-b px-2.5 py-1 text-xs text-muted-foreground">
        <span className="font-medium whitespace-nowrap text-foreground tabular-nums">{queue.length} queued</span>
        <span className="min-w-0">{words}</span>
      </p>
      <ol ref={list} aria-label="Queue" className="max-h-[max(40px,min(28dvh,(100dvh-260px)*0.4))] divide-y overflow-y-auto">
        {queue.map((item, index) => (
          <Row
            key={item.messageId}
            {...{ queue, index, item, verbs, reach, say }}
            grip={gripProps(item.messageId)}
            onMove={(key) => putByKey(item.messageId, key)}
            isDragged={drag?.id === item.messageId}
            drop={drag?.gap === index ? "above" : drag?.gap === queue.length && index === queue.length - 1 ? "below" : null}
          />
        ))}
      </ol>
      <span role="status" className="sr-only">
        <span key={said.no}>{said.words}</span>
      </span>
    </div>
  );
}
