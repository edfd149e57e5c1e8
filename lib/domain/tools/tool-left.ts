/** What a call left running when it returned, by the name that later messages call it, and what a call ended. */
import { shortJson, textOf } from "@/lib/domain/text/loose-json";
import { paramsOf, word } from "./tool-call";

type Returned = { tool: string; toolId: string; params: unknown; content: string };

/** What a command prints may hold such names too; the agent's own words begin the answer. */
const MOVED = /^Still running [^\n]{0,600}background/;
const JOB = /^Still running as background task `([\w:.-]{1,200})`|moved to background job `([\w-]{1,80})`|octofs:\/\/jobs\/([\w-]{1,80})/;

/** The id of the job that a command became, or "". */
export function jobOf(content: string): string {
  const head = content.slice(0, 2_000);
  const [, task, job, linked] = (MOVED.test(head) && JOB.exec(head)) || [];
  return task ?? job ?? linked ?? "";
}

const named = (what: string, id: string | undefined): string | null => (id ? `${what} ${id}` : null);

/** `run tap-…`, `job …`, `monitor …`, `schedule …`, `agent …`; null: it left nothing. */
export function leftBehind({ tool, params, content }: Returned): string | null {
  const asked = paramsOf(params);
  const action = word(asked, "action", "command");
  if (tool === "tap") return action === "run" || action === "workflow" ? named("run", textOf(shortJson(content).id)) : null;
  if (tool.startsWith("agent_"))
    return named("agent", /^Agent task \[[\w-]{1,64}\] started asynchronously/.test(content) ? tool.slice(6) : "");
  if (tool === "monitor") return named("monitor", /^Started monitor \[([\w-]{1,64})\]/.exec(content)?.[1]);
  if (tool === "schedule") return named("schedule", /^✅ Scheduled \[([\w-]{1,64})\]/.exec(content)?.[1]);
  return named("job", jobOf(content));
}

/** What a call ended: a schedule that was removed, a monitor or a job that was stopped. */
export function endedBy({ tool, content }: Pick<Returned, "tool" | "content">): string | null {
  if (tool === "schedule") return named("schedule", /^✅ Removed scheduled entry \[([\w-]{1,64})\]/.exec(content)?.[1]);
  if (tool !== "monitor") return null;
  return (
    named("monitor", /^Stopping monitor \[([\w-]{1,64})\]/.exec(content)?.[1]) ??
    named("job", /^Stopping background task \[([\w:.-]{1,200})\]/.exec(content)?.[1])
  );
}

/** A schedule without an interval is over when it has fired. */
export const repeats = (params: unknown): boolean => word(paramsOf(params), "every") !== "";
