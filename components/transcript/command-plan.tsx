import { Circle, CircleCheck, CircleDot } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { CommandResult, PlanStep } from "./command-result";

const looks = {
  done: { Icon: CircleCheck, words: "done", tone: "text-done" },
  current: { Icon: CircleDot, words: "in progress", tone: "text-running" },
  open: { Icon: Circle, words: "open", tone: "text-muted-foreground" },
} as const;

function Step({ step: { title, detail, state } }: { step: PlanStep }) {
  const { Icon, words, tone } = looks[state];
  return (
    <li className="flex items-start gap-2.5 border-t px-3 py-1.5">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", tone)} />
      <span className="min-w-0 wrap-anywhere">
        <span className={cn(state === "current" && "font-medium", state === "done" && "text-muted-foreground")}>{title}</span>
        {detail ? <span className="block text-xs whitespace-pre-wrap text-muted-foreground">{detail}</span> : null}
      </span>
      <span className={cn("ml-auto shrink-0 pl-2 text-xs", tone)}>{words}</span>
    </li>
  );
}

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
      <ol>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is an answer, it never changes its order
          <Step key={index} step={step} />
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
