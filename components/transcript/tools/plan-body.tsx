import { Circle, CircleCheck, CircleDot } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { Plan, PlanStep } from "@/lib/domain/tools/tool-plan";

const looks = {
  done: { Icon: CircleCheck, words: "done", tone: "text-done" },
  current: { Icon: CircleDot, words: "in progress", tone: "text-running" },
  open: { Icon: Circle, words: "open", tone: "text-muted-foreground" },
} as const;

/** One step of a plan, whoever told of it. */
export function PlanStepLine({ step: { title, detail, state } }: { step: PlanStep }) {
  const { Icon, words, tone } = looks[state];
  return (
    <li aria-current={state === "current" ? "step" : undefined} className="flex items-start gap-2.5 border-t px-3 py-1.5 first:border-t-0">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", tone)} />
      <span className="min-w-0 wrap-anywhere">
        <span className={cn(state === "current" && "font-medium", state === "done" && "text-muted-foreground")}>{visibleText(title)}</span>
        {detail ? <span className="block text-xs whitespace-pre-wrap text-muted-foreground">{visibleText(detail)}</span> : null}
      </span>
      <span className={cn("ml-auto shrink-0 pl-2 text-xs", tone)}>{words}</span>
    </li>
  );
}

/** The agent's plan as a checklist; of an older one it says that it was so then. */
export function PlanBody({ plan, isNewest }: { plan: Plan; isNewest: boolean }) {
  return (
    <>
      {isNewest ? null : <p className="border-b px-3 py-1 text-xs text-muted-foreground">As it was then; a later call changed it.</p>}
      <ol aria-label={plan.title ? `Plan: ${visibleText(plan.title)}` : "Plan"}>
        {plan.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          <PlanStepLine key={index} step={step} />
        ))}
      </ol>
    </>
  );
}
