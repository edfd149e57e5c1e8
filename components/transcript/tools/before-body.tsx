"use client";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { DiffBody, DiffCount } from "@/components/transcript/changes/diff-body";
import { useWholeCall } from "@/components/transcript/use-whole";
import type { Diff, DiffLine } from "@/lib/domain/diffs/diff-lines";
import { reversedDiff } from "@/lib/domain/diffs/diff-reversed";
import { describeTool } from "@/lib/domain/tools/tool-call";
import { readResult } from "@/lib/domain/tools/tool-result";
import type { CallTrace, ToolItem } from "@/lib/domain/transcript/transcript-types";

type Before = NonNullable<CallTrace["before"]>;

/** Within the session whose page this is: a server knows no address of it. */
function CallLink({ seq, children }: { seq: number; children: ReactNode }) {
  return (
    <a href={`?at=${seq}`} className="font-medium text-primary underline decoration-primary/40 underline-offset-2 hover:decoration-primary">
      {children}
    </a>
  );
}

/** What an undo took back: the change of that edit the other way round. `children`: what the tool said. */
function Undone({ edit, children }: { edit: ToolItem; children: ReactNode }) {
  const { tool, server } = edit;
  const { params, content, buttons } = useWholeCall(edit);
  const diff = useMemo(() => {
    const body = readResult({ tool, server, params, result: { content, success: true } });
    return body?.as === "diff" ? reversedDiff(body.diff) : null;
  }, [tool, server, params, content]);
  const { name, detail } = describeTool(tool, server, params);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 border-b px-3 py-1.5 text-xs">
        <span>
          Took back <CallLink seq={edit.seq}>{[name, detail].filter(Boolean).join(" ")}</CallLink>
        </span>
        {diff ? <DiffCount diff={diff} /> : null}
      </p>
      {diff ? <DiffBody diff={diff} note="" /> : children}
      {buttons}
    </>
  );
}

/** The lines of a file that some call showed, as they went with it. */
function goneLines({ tool, server, params, result }: ToolItem): Diff | null {
  const body = readResult({ tool, server, params, result });
  const lines = body?.as === "code" ? body.lines : body?.as === "diff" ? body.diff.lines.flatMap(lineAfter) : [];
  const gone = lines.map(({ no, text }) => ({ kind: "removed" as const, before: no, after: null, text }));
  return gone.length > 0 ? { lines: gone, added: 0, removed: gone.length } : null;
}

const lineAfter = (line: DiffLine): { no: number; text: string }[] =>
  line.kind === "skipped" || line.after === null ? [] : [{ no: line.after, text: line.text }];

/** A file that is gone, and its lines as far as they were seen. */
function Deleted({ seen, children }: { seen: ToolItem | null; children: ReactNode }) {
  const gone = useMemo(() => seen && goneLines(seen), [seen]);
  return (
    <>
      <p className="flex flex-wrap gap-x-2 border-b bg-diff-del px-3 py-1.5 text-xs">
        <b className="font-medium text-diff-del-sign">Deleted.</b>
        {seen && gone ? (
          <span>
            Its lines as it <CallLink seq={seen.seq}>{seenWords(seen)}</CallLink> last:
          </span>
        ) : null}
      </p>
      {gone ? <DiffBody diff={gone} note="" /> : children}
    </>
  );
}

const seenWords = (call: ToolItem): string => {
  const { kind, name } = describeTool(call.tool, call.server, call.params);
  return kind === "read" ? "was read" : name === "Create" ? "was made" : "was edited";
};

/** How a call stands to what was before it; `children`: what it did by itself. */
export function BeforeBody({ before: { how, call }, children }: { before: Before; children: ReactNode }) {
  if (how === "undid") return call ? <Undone edit={call}>{children}</Undone> : children;
  if (how === "deleted") return <Deleted seen={call}>{children}</Deleted>;
  return (
    <>
      <p className="flex gap-2 border-b px-3 py-1.5 text-xs">
        <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-waiting" />
        <span>
          Existed before:{" "}
          {call ? (
            <>
              this path <CallLink seq={call.seq}>{seenWords(call)}</CallLink> earlier in this session.
            </>
          ) : (
            "the tool says so."
          )}
        </span>
      </p>
      {children}
    </>
  );
}
