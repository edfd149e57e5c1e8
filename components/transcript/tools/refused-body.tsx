import { DiffBody } from "@/components/transcript/diff-body";
import { RawText } from "@/components/transcript/key-values";
import { attemptedDiff } from "@/lib/domain/tool-refused";

/** An edit that was not made: why, and what it wanted. */
export function RefusedBody({ tool, params, text }: { tool: string; params: unknown; text: string }) {
  const diff = attemptedDiff(tool, params);
  return (
    <>
      <RawText text={text} />
      {diff ? (
        <>
          <p className="border-t px-3 py-1.5 text-xs">
            <b className="font-medium text-failed">Not applied.</b> <span className="text-muted-foreground">What it wanted:</span>
          </p>
          <DiffBody diff={diff} note="" />
        </>
      ) : null}
    </>
  );
}
