import { type ReactNode, useMemo } from "react";
import { Markdown } from "@/components/transcript/markdown/markdown";
import { withoutLineIds } from "@/lib/domain/tools/call-lines";
import { paramsOf, sqlOf } from "@/lib/domain/tools/tool-call";
import type { ToolBody as Body } from "@/lib/domain/tools/tool-result";
import { numberedLines } from "@/lib/domain/tools/tool-view";
import type { LeftState } from "@/lib/domain/transcript/injected-message";
import { DiffBody } from "./changes/diff-body";
import { KeyValues, RawText } from "./key-values";
import { EntriesBody, FolderBody, LateBody, PatchBody, ScheduleBody, TableBody, WorkdirBody } from "./later";
import { FileBody, HitsBody } from "./tools/file-body";
import { TerminalBody } from "./tools/terminal-body";

/** A statement for a database in its colours. */
function Statement({ sql }: { sql: string }) {
  const lines = useMemo(() => numberedLines(sql.slice(0, 20_000)), [sql]);
  return <FileBody as="code" lines={lines} notes={[]} path="query.sql" />;
}

/** What a tool was asked; lines are named by their numbers. */
function Question({ params }: { params: unknown }) {
  const sql = sqlOf(paramsOf(params));
  return sql ? <Statement sql={sql} /> : <KeyValues value={withoutLineIds(params)} />;
}

function Asked({ params, children }: { params: unknown; children: ReactNode }) {
  return (
    <>
      <Question params={params} />
      <div className="border-t">{children}</div>
    </>
  );
}

/** Coloured as a file is; its lines stay the same, so that they are coloured once. */
function JsonBody({ text }: { text: string }) {
  const lines = useMemo(() => numberedLines(text), [text]);
  return <FileBody as="code" lines={lines} notes={[]} path="result.json" />;
}

type Props = {
  body: Body | null;
  params: unknown;
  /** When it answered. */
  at: number;
  isRunning: boolean;
  /** What it scheduled: how that stands, and when it last ran. */
  state?: LeftState;
  ranAt?: number | null;
  /** Where a command ran, if not in the project's folder. */
  cwd?: string;
};

/** An answer that is not what it seemed to be. */
function Otherwise({ read, ...props }: Omit<Props, "body"> & { read: () => Body }) {
  return <ToolBody {...props} body={useMemo(read, [read])} />;
}

/** What a tool was asked and what it gave, drawn as what it is. */
export function ToolBody(props: Props) {
  const { body, params, at, isRunning, state = "open", ranAt = null, cwd = "" } = props;
  if (!body) return <Question params={params} />;
  switch (body.as) {
    case "schedule":
      return <ScheduleBody {...body} at={at} ranAt={ranAt} state={state} />;
    case "entries":
      return <EntriesBody {...body} params={params} />;
    case "workdir":
      return <WorkdirBody {...body} />;
    case "memories":
    case "sources":
    case "found":
      return (
        <LateBody body={body} params={params}>
          <Otherwise {...props} read={body.otherwise} />
        </LateBody>
      );
    case "refused":
    case "pictures":
      return <LateBody body={body} params={params} />;
    case "code":
      return <FileBody {...body} />;
    case "folder":
      return <FolderBody {...body} />;
    case "hits":
      return <HitsBody {...body} />;
    case "diff": {
      const lines = <DiffBody diff={body.diff} note={body.note} />;
      if (!body.more) return lines;
      return (
        <LateBody body={body} params={params}>
          {lines}
        </LateBody>
      );
    }
    case "patch":
      return <PatchBody files={body.files} command={body.command} />;
    case "terminal":
      return <TerminalBody result={body} isRunning={isRunning} cwd={cwd} />;
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
