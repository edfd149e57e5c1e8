import { FileDiff, ListTree } from "lucide-react";
import type { RefObject } from "react";
import { DiffCount } from "@/components/transcript/diff-body";
import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/domain/tool-text";
import type { LoadedChanges } from "./load-changes";

type Props = { isOpen: boolean; onToggle: () => void; ref: RefObject<HTMLButtonElement | null> };

/** Without their frames there is more room for the title. */
const PLAIN_ON_A_PHONE =
  "max-md:h-11 max-md:border-transparent max-md:bg-transparent max-md:px-2 max-md:shadow-none max-sm:w-10 max-sm:px-0";

/** Opens and closes the outline; on a phone the session's menu does. */
export function OutlineButton({ isOpen, onToggle, ref }: Props) {
  return (
    <Button ref={ref} aria-expanded={isOpen} aria-label="Outline" title="Outline (o)" onClick={onToggle} className="max-md:hidden">
      <ListTree aria-hidden />
    </Button>
  );
}

/** Opens and closes the changes, and says how many there are. */
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
      className={PLAIN_ON_A_PHONE}
    >
      <FileDiff aria-hidden />
      {hasSum ? (
        <>
          <span className="sr-only">Changes: </span>
          <span className="max-lg:sr-only">{countOf(sum.files, "file")}</span>
          <span className="max-sm:sr-only">
            <DiffCount diff={sum} />
          </span>
        </>
      ) : null}
    </Button>
  );
}
