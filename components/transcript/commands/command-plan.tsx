import { PlanStepLine } from "@/components/transcript/tools/plan-body";
import type { CommandResult } from "./command-result";

type Props = { plan: Extract<CommandResult, { kind: "plan" }> };

/** The agent's plan as a checklist. */
export function CommandPlan({ plan: { title, steps, hidden, knowledge } }: Props) {
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <div>
      <p className="flex gap-2 px-3 py-2">
        <span className="min-w-0 font-medium wrap-anywhere">{title || "Plan"}</span>
        <span className="ml-auto shrink-0 text-xs text-muted-foreground tabular-nums">
          {done} of {steps.length + hidden} done
        </span>
      </p>
      <ol className="border-t">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is an answer, it never changes its order
          <PlanStepLine key={index} step={step} />
        ))}
      </ol>
      {hidden > 0 ? <p className="border-t px-3 py-1 text-xs text-muted-foreground">and {hidden.toLocaleString("en")} more</p> : null}
      {knowledge.length > 0 ? (
        <div className="border-t px-3 py-2 text-xs">
          <p className="text-muted-foreground">What it keeps in mind</p>
          <ul className="list-disc pl-4">
            {knowledge.map((fact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is an answer, it never changes its order
              <li key={index} className="wrap-anywhere">
                {fact}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
