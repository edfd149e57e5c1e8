"use client";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { DiffBody, DiffCount } from "@/components/transcript/diff-body";
import { useScene } from "@/components/transcript/scene";
import { useWhole } from "@/components/transcript/use-whole";
import { reversedDiff } from "@/lib/domain/diff-reversed";
import { describeTool } from "@/lib/domain/tool-call";
import { readResult } from "@/lib/domain/tool-result";
import type { CallTrace, ToolItem } from "@/lib/domain/transcript-types";

type Before = NonNullable<CallTrace["before"]>;

function CallLink({ seq, children }: { seq: number; children: ReactNode }) {
  const { linkTo } = useScene();
  return (
    <a href={linkTo(seq)} className="font-medium text-primary underline decoration-primary/40 underline-offset-2 hover:decoration-primary">
      {children}
    </a>
  );
}

/** What an undo took back: the change of that edit the other way round. `children`: what the tool said. */
function Undone({ edit, children }: { edit: ToolItem; children: ReactNode }) {
  const { tool, server } = edit;
  const call = useWhole(edit.seq, edit.cut);
  const answer = useWhole(edit.result?.seq ?? edit.seq, edit.result?.cut);
  const params = call.whole?.kind === "tool_called" ? call.whole.payload.params : edit.params;
  const content = answer.whole?.kind === "tool_returned" ? answer.whole.payload.content : (edit.result?.content ?? "");
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
      {call.button || answer.button ? (
        <div className="border-t px-2.5">
          {call.button}
          {answer.button}
        </div>
      ) : null}
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
