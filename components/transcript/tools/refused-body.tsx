import { DiffBody } from "@/components/transcript/changes/diff-body";
import { KeyValues, RawText } from "@/components/transcript/key-values";
import { withoutLineIds } from "@/lib/domain/tools/call-lines";
import { attemptedDiff, refusedWords } from "@/lib/domain/tools/tool-refused";

type Props = { tool: string; params: unknown; text: string | null; isMade?: boolean };

/**
 * An edit that was not made: why, and what it wanted, or what an editor was asked that names no text. `text` is null while nothing is known of
 * that. `isMade`: it was made, and nothing but what it wanted is known of it.
 */
export function RefusedBody({ tool, params, text, isMade = false }: Props) {
  const diff = attemptedDiff(tool, params);
  return (
    <>
      {!diff && tool === "text_editor" ? <KeyValues value={withoutLineIds(params)} /> : null}
      {text === null ? null : <RawText text={refusedWords(text)} />}
      {diff ? (
        <>
          {text === null ? null : (
            <p className="border-t px-3 py-1.5 text-xs">
              {isMade ? null : <b className="font-medium text-failed">Not applied. </b>}
              <span className="text-muted-foreground">{isMade ? "What it asked for:" : "What it wanted:"}</span>
            </p>
          )}
          <DiffBody diff={diff} note="" />
        </>
      ) : null}
    </>
  );
}
