import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const noticeVariants = cva(
  "flex items-start gap-2.5 rounded-md border px-3 py-2 text-xs leading-[18px] wrap-anywhere [&>svg]:mt-px [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        info: "border-primary/25 bg-primary-soft [&>svg]:text-primary",
        ok: "border-done/25 bg-done-soft [&>svg]:text-done",
        warn: "border-interrupted/25 bg-interrupted-soft [&>svg]:text-interrupted",
        bad: "border-failed/35 bg-failed-soft [&>svg]:text-failed",
      },
    },
    defaultVariants: { tone: "info" },
  },
);

/** Words inside a form: what was found, what went wrong. */
export function Notice({ className, tone, ...props }: ComponentProps<"div"> & VariantProps<typeof noticeVariants>) {
  return <div data-slot="notice" className={cn(noticeVariants({ tone }), className)} {...props} />;
}
