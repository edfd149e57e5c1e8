import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const pillVariants = cva(
  "inline-flex h-5 shrink-0 items-center gap-1.5 rounded-full px-[7px] text-xs leading-none font-medium whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        running: "bg-running-soft text-running",
        waiting: "bg-waiting-soft text-waiting",
        done: "bg-done-soft text-done",
        failed: "bg-failed-soft text-failed",
        stopped: "bg-stopped-soft text-stopped",
        interrupted: "bg-interrupted-soft text-interrupted",
        injected: "bg-injected-soft text-injected",
        cost: "bg-cost-soft text-cost",
        plain: "bg-secondary text-secondary-foreground",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

/** A state in words on its soft ground. */
export function Pill({ className, tone, ...props }: ComponentProps<"span"> & VariantProps<typeof pillVariants>) {
  return <span data-slot="pill" className={cn(pillVariants({ tone }), className)} {...props} />;
}
