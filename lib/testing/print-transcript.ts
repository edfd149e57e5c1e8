/** A transcript as text, line by line, so that what a recording becomes on the screen can be read, judged and compared. */
import { createHash } from "node:crypto";
import { describeTool } from "@/lib/domain/tools/tool-call";
import type {
  Aside,
  CallTrace,
  CommandItem,
  Item,
  RunItem,
  RunStep,
  ToolItem,
  Transcript,
  Turn,
} from "@/lib/domain/transcript/transcript-types";

const HEAD = 100;

/** A text on one line; of a long one its beginning, its length and its fingerprint, so that nothing in it can change unseen. */
function short(text: string): string {
  const line = JSON.stringify(text.length > HEAD ? text.slice(0, HEAD) : text);
  return text.length > HEAD ? `${line} … ${text.length} ${createHash("sha256").update(text).digest("hex").slice(0, 8)}` : line;
}

const indent = (lines: string[]): string[] => lines.map((line) => `  ${line}`);
const shortJson = (value: unknown): string => short(JSON.stringify(value) ?? "nothing");

function printTool(tool: Omit<ToolItem, "type" | "trace">): string[] {
  const { kind, subject } = describeTool(tool.tool, tool.server, tool.params);
  const state = tool.result ? (tool.result.success ? "ok" : "FAILED") : "no result";
  const head = `tool ${tool.tool} @${tool.server} [${kind}] ${short(subject)} ${state}`;
  return [head, `  params ${shortJson(tool.params)}`, ...(tool.result ? [`  result ${short(tool.result.content)}`] : [])];
}

function printRun({ role, status, endedAt, costNano, prompt, steps }: RunItem): string[] {
  const state = `${status} ${endedAt === null ? "open" : "over"} cost ${costNano ?? "unknown"}`;
  return [`run ${role} ${state} ${short(prompt)}`, ...indent(steps.flatMap(printStep))];
}

function printTrace({ cwd, plan, left, state, run, reports, lastReport }: CallTrace): string[] {
  const steps = plan?.after.steps.map((step) => `${step.state} ${short(step.title)}`) ?? [];
  const last = lastReport && `last in turn ${lastReport.turn}, ${short(lastReport.words)} ${short(lastReport.output)}`;
  return [
    ...(cwd ? [`in ${short(cwd)}`] : []),
    ...(plan ? [`${plan.isNewest ? "newest" : "older"} plan ${short(plan.after.title)}: ${steps.join(", ")}`] : []),
    ...(left ? [`left ${left}, ${state}`] : []),
    ...(last ? [`${reports} reports, ${last}`] : []),
    ...(run ? printRun(run) : []),
  ];
}

function printStep(step: RunStep): string[] {
  if (step.type === "tool") return printTool(step);
  return step.type === "other" ? [`${step.kind} ${shortJson(step.event)}`] : [`${step.type} ${short(step.content)}`];
}

function printCommand({ command, args, by, answer }: CommandItem): string[] {
  const head = `command /${[command, ...args].join(" ")} by ${by?.name ?? "nobody here"}`;
  if (!answer) return [`${head}, no answer`];
  return [head, `  ${answer.isError ? "REFUSED" : "answer"} ${short(answer.message)} ${shortJson(answer.result)}`];
}

function printItem(item: Item): string[] {
  switch (item.type) {
    case "thought":
    case "reply":
      return [`${item.type} ${short(item.content)}`];
    case "tool":
      return [...printTool(item), ...indent(item.trace ? printTrace(item.trace) : [])];
    case "run":
      return printRun(item);
    case "question":
      return [`question ${short(item.message)} ${shortJson(item.state)}`];
    case "command":
      return printCommand(item);
    case "processes":
      return [
        `processes, ended by ${item.endedBy?.name ?? "nobody"}`,
        ...item.processes.map((process) => `  ${process.pid} ${short(process.command)}${process.ended ? " ended" : ""}`),
      ];
    case "agent-start":
      return [`agent start ${item.attempt}, ${item.afterMs === null ? "not ready" : `ready after ${item.afterMs} ms`}`];
    case "event":
      return [`event ${item.kind} ${shortJson(item.payload)}`];
    default:
      return item satisfies never;
  }
}

function causeOf({ cause }: Turn): string {
  if (cause.kind === "person") return `${cause.by.name}: ${short(cause.text)}`;
  return cause.kind === "injected" ? `${cause.sourceKind} (${cause.sourceLabel}): ${short(cause.content)}` : "unknown";
}

function printEntry(entry: Turn | Aside): string[] {
  if (entry.type === "aside") return ["between turns", ...indent(entry.items.flatMap(printItem))];
  const { usage } = entry;
  const cost = usage ? `${usage.provenance} ${usage.costNano} n$ ${usage.tokens} tok` : "no usage";
  return [
    `turn ${entry.no} by ${causeOf(entry)}`,
    ...indent(entry.items.flatMap(printItem)),
    `  = ${entry.outcome ?? "running"}${entry.stoppedBy ? `, stop asked by ${entry.stoppedBy.name}` : ""}, ${cost}, ${entry.model}`,
  ];
}

export function printTranscript({ entries, facts, queue, openTurn }: Transcript): string[] {
  const sum = `total ${facts.costNano} n$, ${facts.unknownCostTurns} unknown; ${facts.model || "no model"} as ${facts.role || "no role"}`;
  return [...entries.flatMap(printEntry), `${sum}; ${queue.length} queued; open turn ${openTurn ?? "none"}`];
}
