import { type ReactNode, useMemo } from "react";
import { Markdown } from "@/components/ui/markdown";
import type { ToolBody as Body } from "@/lib/domain/tool-result";
import { DiffBody } from "./diff-body";
import { KeyValues, RawText } from "./key-values";
import { PatchBody } from "./patch-body";
import { FileBody, HitsBody } from "./tools/file-body";
import { FolderBody } from "./tools/folder-body";
import { TableBody } from "./tools/table-body";
import { TerminalBody } from "./tools/terminal-body";

function Asked({ params, children }: { params: unknown; children: ReactNode }) {
  return (
    <>
      <KeyValues value={params} />
      <div className="border-t">{children}</div>
    </>
  );
}

/** Coloured as a file is; its lines stay the same, so that they are coloured once. */
function JsonBody({ text }: { text: string }) {
  const lines = useMemo(() => text.split("\n").map((line, index) => ({ no: index + 1, text: line })), [text]);
  return <FileBody as="code" lines={lines} notes={[]} path="result.json" />;
}

/** What a tool was asked and what it gave, drawn as what it is. */
export function ToolBody({ body, params, isRunning }: { body: Body | null; params: unknown; isRunning: boolean }) {
  if (!body) return <KeyValues value={params} />;
  switch (body.as) {
    case "code":
      return <FileBody {...body} />;
    case "folder":
      return <FolderBody {...body} />;
    case "hits":
      return <HitsBody {...body} />;
    case "diff":
      return <DiffBody diff={body.diff} note={body.note} />;
    case "patch":
      return <PatchBody files={body.files} command={body.command} />;
    case "terminal":
      return <TerminalBody result={body} isRunning={isRunning} />;
    case "binary":
      return (
        <p className="px-3 py-2 text-xs text-muted-foreground">
          No text: about {body.length.toLocaleString("en")} bytes. The raw call shows them as they came.
        </p>
      );
    case "table":
      return (
        <Asked params={params}>
          <TableBody {...body} />
        </Asked>
      );
    case "json":
      return (
        <Asked params={params}>
          <JsonBody text={body.text} />
        </Asked>
      );
    case "markdown":
      return (
        <Asked params={params}>
          <Markdown text={body.text} className="max-h-96 overflow-auto px-3 py-2 text-sm" />
        </Asked>
      );
    case "text":
      return (
        <Asked params={params}>
          <RawText text={body.text} />
        </Asked>
      );
    default:
      return body satisfies never;
  }
}
