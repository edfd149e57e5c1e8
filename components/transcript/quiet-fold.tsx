"use client";
import { formatDuration } from "@/components/ui/format";
import type { QuietBlock } from "@/lib/domain/transcript/folded-items";
import type { ShownKind } from "@/lib/domain/transcript/shown-kinds";
import { EventLine } from "./event-line";
import { eventWords } from "./event-words";
import { FoldLine } from "./fold-line";
import { useKept } from "./list/kept";
import { SpineEvent } from "./spine-event";

const names: Readonly<Partial<Record<ShownKind, string>>> = {
  retry_reported: "retries",
  notice_reported: "notices",
  mcp_notified: "notes of tools",
  run_log_received: "logs of runs",
  skill_changed: "skill changes",
  evolution_changed: "learned behaviours",
};

/** Several quiet events of one kind as one line with the newest; each has its own once it is opened. */
export function QuietFold({ block: { kind, seq, items } }: { block: QuietBlock }) {
  const [isOpen, setIsOpen] = useKept(`fold-${seq}`, false);
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return null;
  return (
    <>
      <SpineEvent mark="read" opens>
        <FoldLine
          isOpen={isOpen}
          onToggle={() => setIsOpen(!isOpen)}
          name={`${items.length.toLocaleString("en")} ${names[kind] ?? "events"}`}
          summary={eventWords(last).text.slice(0, 300)}
          facts={formatDuration(last.at - first.at)}
        />
      </SpineEvent>
      {isOpen ? items.map((item) => <EventLine key={item.seq} item={item} />) : null}
    </>
  );
}
