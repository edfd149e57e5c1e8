import { DiffBody } from "@/components/transcript/diff-body";
import { KeyValues, RawText } from "@/components/transcript/key-values";
import { withoutLineIds } from "@/lib/domain/call-lines";
import { attemptedDiff, refusedWords } from "@/lib/domain/tool-refused";

/** An edit that was not made: why, and what it wanted, or what an editor was asked that names no text. `text` is null while nothing is known of that. */
export function RefusedBody({ tool, params, text }: { tool: string; params: unknown; text: string | null }) {
  const diff = attemptedDiff(tool, params);
  return (
    <>
      {!diff && tool === "text_editor" ? <KeyValues value={withoutLineIds(params)} /> : null}
      {text === null ? null : <RawText text={refusedWords(text)} />}
      {diff ? (
        <>
          {text === null ? null : (
            <p className="border-t px-3 py-1.5 text-xs">
              <b className="font-medium text-failed">Not applied.</b> <span className="text-muted-foreground">What it wanted:</span>
            </p>
          )}
          <DiffBody diff={diff} note="" />
        </>
      ) : null}
    </>
  );
}
