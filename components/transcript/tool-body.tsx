import type { ToolBody as Body } from "@/lib/domain/tool-result";
import { CodeBody, NumberedLines } from "./code-body";
import { DiffBody } from "./diff-body";
import { KeyValues, RawText } from "./key-values";
import { TerminalBody } from "./terminal-body";

function Folder({ rows, notes }: Extract<Body, { as: "folder" }>) {
  return (
    <>
      <ul className="max-h-96 overflow-auto px-3 py-1.5 font-mono text-xs">
        {rows.map(({ path, lines, tokens }) => (
          <li key={path} className="flex min-h-6 items-center gap-3">
            <span className="min-w-0 wrap-anywhere">{path}</span>
            <span className="ml-auto shrink-0 font-sans text-muted-foreground tabular-nums">
              {lines} {lines === 1 ? "line" : "lines"} · ~{tokens} tokens
            </span>
          </li>
        ))}
      </ul>
      {notes.length > 0 ? <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">{notes.join(" ")}</p> : null}
    </>
  );
}

function Hits({ files, notes }: Extract<Body, { as: "hits" }>) {
  return (
    <div className="max-h-96 overflow-auto">
      {files.map(({ path, lines }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a search may name a file twice
        <section key={index} aria-label={path}>
          <h4 className="flex items-center gap-2 px-3 pt-1.5 font-mono text-xs">
            {path}
            <span className="font-sans text-muted-foreground">
              {lines.length} {lines.length === 1 ? "hit" : "hits"}
            </span>
          </h4>
          <NumberedLines lines={lines} />
        </section>
      ))}
      {notes.length > 0 ? <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">{notes.join(" ")}</p> : null}
    </div>
  );
}

/** What a tool was asked and what it gave, drawn as what it is. */
export function ToolBody({ body, params, isRunning }: { body: Body | null; params: unknown; isRunning: boolean }) {
  if (!body) return <KeyValues value={params} />;
  switch (body.as) {
    case "code":
      return <CodeBody lines={body.lines} notes={body.notes} />;
    case "folder":
      return <Folder {...body} />;
    case "hits":
      return <Hits {...body} />;
    case "diff":
      return <DiffBody diff={body.diff} note={body.note} />;
    case "terminal":
      return <TerminalBody command={body.command} output={body.output} isRunning={isRunning} />;
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
