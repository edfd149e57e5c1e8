import type { ToolBody as Body } from "@/lib/domain/tool-result";
import { DiffBody } from "./diff-body";
import { KeyValues, RawText } from "./key-values";
import { FileBody, HitsBody } from "./tools/file-body";
import { FolderBody } from "./tools/folder-body";
import { TerminalBody } from "./tools/terminal-body";

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
    case "terminal":
      return <TerminalBody result={body} isRunning={isRunning} />;
    case "binary":
      return (
        <p className="px-3 py-2 text-xs text-muted-foreground">
          No text: about {body.length.toLocaleString("en")} bytes. The raw call shows them as they came.
        </p>
      );
    case "text":
      return (
        <>
          <KeyValues value={params} />
          <div className="border-t">
            <RawText text={body.text} />
          </div>
        </>
      );
    default:
      return body satisfies never;
  }
}
