import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type ProblemProps = { icon: ReactNode; tone?: "plain" | "bad"; title: string; children: ReactNode; actions: ReactNode };

/** A whole page that cannot be shown: what happened, what is safe, one way on. */
export function PageProblem({ icon, tone = "plain", title, children, actions }: ProblemProps) {
  return (
    <div className="m-auto flex w-full max-w-[420px] flex-col items-center gap-2 px-5 py-14 text-center">
      <span
        className={cn(
          "mb-1 grid size-9 place-items-center rounded-lg [&_svg]:size-[18px]",
          tone === "bad" ? "bg-failed-soft text-failed" : "bg-secondary text-secondary-foreground",
        )}
      >
        {icon}
      </span>
      <h1 className="text-lg font-semibold tracking-title">{title}</h1>
      <div className="text-muted-foreground">{children}</div>
      <div className="mt-3 flex flex-wrap items-center justify-center gap-2">{actions}</div>
    </div>
  );
}
