import { FileDiff, ListTree } from "lucide-react";
import type { RefObject } from "react";
import { DiffCount } from "@/components/transcript/changes/diff-body";
import { atLeast } from "@/components/transcript/changes/sum-words";
import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/domain/text/count-of";
import type { LoadedChanges } from "./load-changes";

type Props = { isOpen: boolean; onToggle: () => void; ref: RefObject<HTMLButtonElement | null> };

/** Opens and closes the outline; on a phone the line below the header does. */
export function OutlineButton({ isOpen, onToggle, ref }: Props) {
  return (
    <Button ref={ref} aria-expanded={isOpen} aria-label="Outline" title="Outline (o)" onClick={onToggle} className="max-md:hidden">
      <ListTree aria-hidden />
    </Button>
  );
}

/** Opens and closes the changes, and says how many there are; on a phone the line below the header does. */
export function ChangesButton({ changes, isOpen, onToggle, ref }: Props & { changes: LoadedChanges | null }) {
  const sum = changes?.sum;
  const hasSum = sum !== undefined && sum.files > 0;
  return (
    <Button
      ref={ref}
      aria-expanded={isOpen}
      aria-label={hasSum ? undefined : "Changes"}
      data-hint="changes"
      title="Changes (d)"
      onClick={onToggle}
      className="max-md:hidden"
    >
      <FileDiff aria-hidden />
      {hasSum ? (
        <>
          <span className="sr-only">Changes: </span>
          <span className="max-lg:sr-only">{atLeast(sum) + countOf(sum.files, "file")}</span>
          <DiffCount diff={sum} />
        </>
      ) : null}
    </Button>
  );
}
