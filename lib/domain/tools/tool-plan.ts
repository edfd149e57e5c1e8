/** The agent's plan as it stands after a call of its plan tool: what the answer lists, else what the call asked for. */
import { cutShort } from "@/lib/domain/text/cut-short";
import { listOf, objectOf, shortJson, textOf } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";
import { paramsOf, word } from "./tool-call";

export type PlanStep = { title: string; detail: string; state: "done" | "current" | "open" };
export type Plan = { title: string; steps: readonly PlanStep[] };

const STEPS_MAX = 200;
const TEXT_MAX = 400;
const READ_MAX = 200_000;

const short = (text: string): string => cutShort(text, TEXT_MAX).trim();
const DONE = /^(completed?|done|finished)$/i;
const CURRENT = /^(in[_ -]?progress|running|active|current)$/i;

/** How a step stands by its own word; `current` is the number of the one that is worked on, where the plan tells it. */
export function stepState(said: string, no: number, current: number | null): PlanStep["state"] {
  if (DONE.test(said)) return "done";
  return (current === null ? CURRENT.test(said) : current === no) ? "current" : "open";
}

/** The steps from one list, with the current one by its number, by its state, or else the first that is not done. */
function stepsOf(tasks: readonly unknown[], current: number | null): PlanStep[] {
  const steps = tasks.slice(0, STEPS_MAX).map((raw, index): PlanStep => {
    const { title, name, content, description, details, status, state: given } = objectOf(raw);
    const said = textOf(status) || textOf(given);
    return {
      title: short(textOf(raw) || textOf(title) || textOf(name) || textOf(content)) || `Step ${index + 1}`,
      detail: short(textOf(description) || textOf(details)),
      state: stepState(said, index + 1, current),
    };
  });
  return withCurrent(steps);
}

function withCurrent(steps: readonly PlanStep[]): PlanStep[] {
  if (steps.some(({ state }) => state === "current")) return [...steps];
  const next = steps.findIndex(({ state }) => state === "open");
  return steps.map((step, index) => (index === next ? { ...step, state: "current" } : step));
}

/** "✅ 1. Look", "🔄 2. Mend (IN PROGRESS)", "⏳ Check ← current", "- [x] Look", "3. [pending] Check — by hand" */
const LISTED = /^\s{0,3}(?:(✅|☑|🔄|▶|⏳|⬜|☐)\s*(?:\d{1,4}\. )?|[-*] \[([ xX~>])\] |\d{1,4}\. \[(completed|current|pending)\] )(\S.*)$/u;
const SIGNS: Readonly<Record<string, PlanStep["state"]>> = {
  "✅": "done",
  "☑": "done",
  x: "done",
  X: "done",
  completed: "done",
  "🔄": "current",
  "▶": "current",
  "~": "current",
  ">": "current",
  current: "current",
};

function readListed(content: string): Plan | null {
  const steps: PlanStep[] = [];
  let title = "";
  for (const line of linesOf(content.slice(0, READ_MAX))) {
    const [, sign, box, word_, rest = ""] = LISTED.exec(line.slice(0, 2_000)) ?? [];
    const found = sign ?? box ?? word_;
    const last = steps.at(-1);
    if (found !== undefined) {
      if (steps.length >= STEPS_MAX) break;
      const isMarked = / (\(IN PROGRESS\)|← current)\s*$/.test(rest);
      const [name = "", detail = ""] = word_ ? rest.split(" — ", 2) : [rest.replace(/ (\(IN PROGRESS\)|← current)\s*$/, "")];
      steps.push({ title: short(name), detail: short(detail), state: isMarked ? "current" : (SIGNS[found] ?? "open") });
    } else if (/^CURRENT: /.test(line)) break;
    else if (last && /^\s{2,}\S/.test(line))
      last.detail = short([last.detail, line.trim().replace(/^📝 /u, "")].filter(Boolean).join("\n"));
    else title ||= short(/^(?:#+ )?plan: (.*)$/i.exec(line)?.[1] ?? "");
  }
  return steps.length > 0 ? { title, steps: withCurrent(steps) } : null;
}

function readPlanJson(content: string): Plan | null {
  const outer = shortJson(content);
  const plan = objectOf(outer.plan ?? outer);
  const tasks = listOf(plan.tasks ?? plan.steps);
  if (tasks.length === 0) return null;
  const current = typeof plan.current_task === "number" ? plan.current_task : null;
  return { title: short(textOf(plan.plan_title) || textOf(plan.title)), steps: stepsOf(tasks, current) };
}

function advance({ title, steps }: Plan): Plan {
  const at = steps.findIndex(({ state }) => state === "current");
  return { title, steps: withCurrent(steps.map((step, index) => (index === at ? { ...step, state: "done" } : step))) };
}

/** Null: there is no plan, or nothing is known of it. */
export function planAfter(before: Plan | null, rawParams: unknown, content: string): Plan | null {
  const params = paramsOf(rawParams);
  const command = word(params, "command", "action");
  if (command === "reset") return null;
  const listed = readPlanJson(content) ?? readListed(content);
  if (listed) return { ...listed, title: listed.title || before?.title || "" };
  if (command === "start") {
    const tasks = listOf(params.tasks ?? params.steps);
    return tasks.length > 0 ? { title: short(word(params, "title")), steps: stepsOf(tasks, null) } : null;
  }
  if (!before) return null;
  if (command === "next") return advance(before);
  if (command === "done") return { ...before, steps: before.steps.map((step) => ({ ...step, state: "done" as const })) };
  if (command !== "step") return before;
  const note = short(word(params, "content", "message", "details"));
  return { ...before, steps: before.steps.map((step) => (step.state === "current" && note ? { ...step, detail: note } : step)) };
}
