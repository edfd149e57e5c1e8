"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { FileChangeBody, FileChangeHead } from "@/components/transcript/changes/file-change";
import { Button } from "@/components/ui/button";
import { allowIt, copyText } from "@/components/ui/copy-text";
import { toast } from "@/components/ui/overlays/toast";
import { withCrlf } from "@/lib/domain/changes/file-patch";
import { isChanged } from "@/lib/domain/changes/file-status";
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";
import type { EditMark } from "@/lib/domain/changes/tracked-file";
import { visibleText } from "@/lib/domain/text/visible-text";

const stateWords = { made: "", undone: " · undone", failed: " · failed", lost: " · no answer" } as const;

/** " by reviewer": what a run did is found where it was delegated. */
const byRun = (run: EditMark["run"]): string => (run ? ` by ${visibleText(run.role.slice(0, 60)) || "a delegated run"}` : "");

/** No tool tells how the lines of a file end that was there before: whoever knows takes the patch that fits. */
function AssumedEnds({ patch }: { patch: string }) {
  const copy = async () => {
    if (await copyText(withCrlf(patch), allowIt)) toast.success("Patch with CR LF line ends copied");
  };
  return (
    <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">
      The patch assumes that lines end with LF.{" "}
      <Button variant="link" className="text-xs" onClick={() => void copy()}>
        Copy it for CR LF
      </Button>
    </p>
  );
}

type Props = {
  file: PatchedChange;
  place: string;
  isSplit: boolean;
  onStep: (step: 1 | -1) => void;
  onTurn: (no: number, seq: number) => void;
};

/** One file of the panel: its marks, its edits with their turns, its lines. */
export function ChangesFile({ file, place, isSplit, onStep, onTurn }: Props) {
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is read from its beginning
  useEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [file.path]);
  return (
    <section aria-label={file.path} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center border-b pr-2">
        <div className="min-w-0 flex-1">
          <FileChangeHead file={file} />
        </div>
        <span className="text-xs whitespace-nowrap text-muted-foreground tabular-nums">{place}</span>
        <Button variant="ghost" size="icon-sm" aria-label="Previous file" title="Previous file ( [ )" onClick={() => onStep(-1)}>
          <ChevronUp aria-hidden />
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label="Next file" title="Next file ( ] )" onClick={() => onStep(1)}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <section ref={box} tabIndex={0} data-lines aria-label="Lines" className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        <ol aria-label="Edits" className="flex flex-wrap gap-x-3 gap-y-1 border-b px-3 py-1.5 text-xs text-muted-foreground">
          {file.edits.map(({ seq, turn, name, state, run }) => (
            <li key={seq}>
              {turn === null ? (
                `${name}${byRun(run)}`
              ) : (
                <button
                  type="button"
                  className="text-primary hover:underline max-md:min-h-6"
                  title={`Go to turn ${turn}`}
                  onClick={() => onTurn(turn, run?.seq ?? seq)}
                >
                  {name}
                  {byRun(run)}, turn {turn}
                </button>
              )}
              {stateWords[state]}
            </li>
          ))}
        </ol>
        <FileChangeBody file={file} isSplit={isSplit} />
        {file.patch.text !== null && file.patch.ends === "assumed" ? <AssumedEnds patch={file.patch.text} /> : null}
        {file.patch.text === null && isChanged(file.status) ? (
          <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">No patch: {file.patch.why}</p>
        ) : null}
      </section>
    </section>
  );
}
