"use client";
import { FoldLine } from "@/components/transcript/fold-line";
import { useKept } from "@/components/transcript/list/kept";
import { SpineEvent } from "@/components/transcript/spine-event";
import { ToolCard } from "@/components/transcript/tool-card";
import { formatDuration } from "@/components/ui/format";
import { visibleText } from "@/lib/domain/text/visible-text";
import { describeTool } from "@/lib/domain/tools/tool-call";
import type { ReadsBlock } from "@/lib/domain/transcript/folded-items";

const NAMED = 6;

/** Several reads in a row as one line; each is a card of its own once it is opened. */
export function ReadsFold({ block: { seq, items } }: { block: ReadsBlock }) {
  const [isOpen, setIsOpen] = useKept(`fold-${seq}`, false);
  const subjects = items.slice(0, NAMED).map(({ tool, server, params }) => describeTool(tool, server, params).subject);
  const took = Math.max(...items.map(({ at, result }) => result?.at ?? at)) - Math.min(...items.map(({ at }) => at));
  const name = `${items.length} reads`;
  return (
    <>
      <SpineEvent mark="read" opens>
        <FoldLine
          isOpen={isOpen}
          onToggle={() => setIsOpen(!isOpen)}
          name={name}
          summary={<span className="font-mono">{visibleText(subjects.join(", "))}</span>}
          facts={formatDuration(took)}
        />
      </SpineEvent>
      {isOpen ? items.map((item) => <ToolCard key={item.seq} item={item} isTurnOver isNewest={false} />) : null}
    </>
  );
}
