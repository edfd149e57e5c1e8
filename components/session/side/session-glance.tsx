"use client";
import { FileDiff, ListTree, TriangleAlert } from "lucide-react";
import { NARROW, useMedia } from "@/components/session/use-media";
import { DiffCount } from "@/components/transcript/changes/diff-body";
import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/domain/text/count-of";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import type { LoadedChanges } from "./load-changes";
import { newsOfTurns } from "./outline";
import { useTurns } from "./use-turns";

const LOOK = "h-full min-w-0 gap-1.5 rounded-none px-2.5 text-xs";

type Props = {
  sessionId: string;
  transcript: Transcript;
  changes: LoadedChanges | null;
  onOutline: (onlyFailed: boolean) => void;
  onChanges: () => void;
};

function Glance({ sessionId, transcript, changes, onOutline, onChanges }: Props) {
  const { outline } = useTurns(sessionId, newsOfTurns(transcript));
  const sum = changes?.sum;
  return (
    <>
      <Button variant="ghost" className={LOOK} onClick={() => onOutline(false)}>
        <ListTree aria-hidden />
        {outline?.total ? <span className="sr-only">Outline: </span> : null}
        {outline?.total ? countOf(outline.total, "turn") : "Outline"}
      </Button>
      {outline && outline.failed > 0 ? (
        <Button variant="ghost" className={`${LOOK} text-failed`} onClick={() => onOutline(true)}>
          <TriangleAlert aria-hidden />
          {outline.failed.toLocaleString("en")} failed
          <span className="sr-only">{outline.failed === 1 ? "turn" : "turns"}</span>
        </Button>
      ) : null}
      <Button variant="ghost" className={`${LOOK} ml-auto`} onClick={onChanges}>
        <FileDiff aria-hidden />
        {sum?.files ? (
          <>
            <span className="sr-only">Changes: </span>
            {sum.isExact ? null : <span className="max-sm:sr-only">at least</span>}
            <span className="truncate">{countOf(sum.files, "file")}</span>
            <DiffCount diff={sum} />
          </>
        ) : (
          "Changes"
        )}
      </Button>
    </>
  );
}

/** On a phone: how much was asked, in how many turns something failed, and what was changed, each the way to it. */
export function SessionGlance(props: Props) {
  return useMedia(NARROW) ? <Glance {...props} /> : null;
}
