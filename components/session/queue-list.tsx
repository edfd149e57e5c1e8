"use client";
import { ArrowDown, ArrowUp, Pencil, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { Textarea } from "@/components/ui/textarea";
import type { QueuedItem } from "@/lib/domain/transcript-types";

export type QueueVerbs = {
  edit: (messageId: string, text: string) => Promise<boolean>;
  move: (messageId: string, before: string | null) => void;
  remove: (messageId: string) => void;
  sendNow: (messageId: string) => void;
};

function EditForm({ item, onSave, onClose }: { item: QueuedItem; onSave: (text: string) => Promise<boolean>; onClose: () => void }) {
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("text") ?? "");
    if (text.trim() !== "" && (await onSave(text))) onClose();
  };
  return (
    <form onSubmit={save} className="grid w-full gap-1.5 py-1.5">
      <Textarea name="text" aria-label="Queued message" defaultValue={item.text} autoFocus />
      <span className="flex justify-end gap-1.5">
        <Button size="sm" onClick={onClose}>
          Keep as it was
        </Button>
        <Button size="sm" type="submit" variant="primary">
          Save
        </Button>
      </span>
    </form>
  );
}

type RowProps = { queue: readonly QueuedItem[]; index: number; item: QueuedItem; verbs: QueueVerbs | null };

function Row({ queue, index, item, verbs }: RowProps) {
  const [isEditing, setEditing] = useState(false);
  const { messageId } = item;
  const above = queue[index - 1];
  if (isEditing && verbs) {
    return (
      <li className="px-2.5">
        <EditForm item={item} onSave={(text) => verbs.edit(messageId, text)} onClose={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className="flex min-h-[31px] flex-wrap items-center gap-2 py-0.5 pr-1 pl-2.5 text-xs">
      <Tag className="tabular-nums">{index + 1}</Tag>
      <span className="min-w-0 flex-1 truncate" title={item.text}>
        {item.text}
      </span>
      {item.reason ? <span className="text-muted-foreground max-md:basis-full">{item.reason}</span> : null}
      {verbs ? (
        <span className="ml-auto flex">
          <Button variant="ghost" size="sm" onClick={() => verbs.sendNow(messageId)}>
            Send now
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Move up"
            disabled={!above}
            onClick={() => verbs.move(messageId, above?.messageId ?? null)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Move down"
            disabled={index === queue.length - 1}
            onClick={() => verbs.move(messageId, queue[index + 2]?.messageId ?? null)}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button variant="ghost" size="icon-sm" aria-label="Edit" onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
          </Button>
          <Button variant="ghost" size="icon-sm" aria-label="Remove" onClick={() => verbs.remove(messageId)}>
            <X aria-hidden />
          </Button>
        </span>
      ) : null}
    </li>
  );
}

/** What waits to be sent when the turn ends, in order; `verbs` null: this viewer only reads. */
export function QueueList({ queue, verbs }: { queue: readonly QueuedItem[]; verbs: QueueVerbs | null }) {
  if (queue.length === 0) return null;
  return (
    <ol aria-label="Queue" className="mx-2.5 max-h-[32dvh] divide-y overflow-y-auto rounded-t-lg border border-b-0 bg-muted">
      {queue.map((item, index) => (
        <Row key={item.messageId} queue={queue} index={index} item={item} verbs={verbs} />
      ))}
    </ol>
  );
}
