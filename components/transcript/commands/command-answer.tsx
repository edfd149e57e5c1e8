import { KeyValues } from "@/components/transcript/key-values";
import { Markdown } from "@/components/transcript/markdown/markdown";
import { objectOf } from "@/lib/domain/text/loose-json";
import { CommandContext } from "./command-context";
import { CommandFigures, infoFigures } from "./command-info";
import { CommandMcp } from "./command-mcp";
import { CommandPlan } from "./command-plan";
import { CommandReport } from "./command-report";
import { type CommandResult, readCommandResult } from "./command-result";
import { CommandSchedule } from "./command-schedule";
import { CommandTables, Under } from "./command-tables";

function Typed({ result, at }: { result: CommandResult; at: number }) {
  switch (result.kind) {
    case "info":
      return <CommandFigures figures={infoFigures(result.result)} />;
    case "context":
      return <CommandContext context={result} />;
    case "plan":
      return <CommandPlan plan={result} />;
    case "mcp":
      return <CommandMcp mcp={result} />;
    case "report":
      return <CommandReport report={result} />;
    case "schedule":
      return <CommandSchedule schedule={result} at={at} />;
    case "tables":
      return <CommandTables listing={result} />;
    case "document":
      return (
        <>
          <Markdown text={result.text} className="px-3 py-2 text-sm" />
          <Under words={result.under} />
        </>
      );
    case "facts":
      return <KeyValues value={result.fields} />;
    case "words":
      return <p className={`px-3 py-2 wrap-anywhere whitespace-pre-wrap ${result.isProblem ? "text-failed" : ""}`}>{result.words}</p>;
    default:
      return result satisfies never;
  }
}

/** The agent's word for "done" where the result says it all. */
const SAYS_NOTHING = /^Command '.*' executed successfully$/s;

/** A command's answer in the shape it has: figures, a list, a table; else its words, else what came as data. */
export function CommandAnswer({ message, result, at }: { message: string; result: unknown; at: number }) {
  const typed = readCommandResult(result);
  if (typed) return <Typed result={typed} at={at} />;
  const { command_type: _type, ...fields } = objectOf(result);
  const inner = objectOf(fields.data);
  const rest = Object.keys(fields).length === 1 && Object.keys(inner).length > 0 ? inner : fields;
  const hasFields = Object.keys(rest).length > 0;
  if (message && !(hasFields && SAYS_NOTHING.test(message))) return <Markdown text={message} className="px-3 py-2 text-sm" />;
  return <KeyValues value={hasFields ? rest : result} />;
}
