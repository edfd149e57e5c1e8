"use client";
import { cn } from "@/components/ui/cn";
import type { EventItem } from "@/lib/domain/transcript/transcript-types";
import { eventWords } from "./event-words";
import { RawText } from "./key-values";
import { useKept } from "./list/kept";
import { SpineEvent } from "./spine-event";
import { useWhole } from "./use-whole";

const looks = {
  quiet: "py-[5px] text-xs text-muted-foreground",
  note: "rounded-md border bg-card px-3 py-1.5",
  warning: "rounded-md border border-interrupted/40 bg-interrupted-soft px-3 py-1.5",
  failure: "rounded-md border border-failed/50 bg-failed-soft px-3 py-1.5",
} as const;

/** Something that happened in a turn and is no message, thought or tool: an error, a retry, a gap, a frame nobody knows. */
export function EventLine({ item }: { item: EventItem }) {
  const [isOpen, setIsOpen] = useKept(`open-${item.seq}`, false);
  const { whole, button } = useWhole(item.seq, item.cut);
  const { text, detail, raw, look, mark, tone } = eventWords(
    whole?.kind === item.kind ? ({ ...item, payload: whole.payload } as EventItem) : item,
  ); // as: the same event, its texts whole
  return (
    <SpineEvent mark={mark} tone={tone}>
      <div className={cn("wrap-anywhere", looks[look])}>
        <span className="whitespace-pre-wrap">{text}</span>
        {raw === undefined ? null : (
          <button
            type="button"
            aria-expanded={isOpen}
            className="ml-2 text-xs font-medium text-primary hover:underline"
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? "Hide" : "Details"}
          </button>
        )}
        {detail ? <div className="text-xs whitespace-pre-wrap text-muted-foreground">{detail}</div> : null}
        {isOpen ? (
          <div className="mt-1.5 overflow-hidden rounded-sm border">
            <RawText text={typeof raw === "string" ? raw : (JSON.stringify(raw, null, 2) ?? "")} />
          </div>
        ) : null}
        {button}
      </div>
    </SpineEvent>
  );
}
