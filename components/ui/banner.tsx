import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const bannerVariants = cva(
  "flex min-h-[34px] shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b px-5 py-1.5 text-xs leading-[18px] [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        info: "bg-primary-soft [&>svg]:text-primary",
        ok: "bg-done-soft [&>svg]:text-done",
        warn: "bg-interrupted-soft [&>svg]:text-interrupted",
        bad: "bg-failed-soft [&>svg]:text-failed",
      },
    },
    defaultVariants: { tone: "info" },
  },
);

/** A strip under the header: what is happening, what is safe, what to do. */
export function Banner({ className, tone, ...props }: ComponentProps<"div"> & VariantProps<typeof bannerVariants>) {
  return <div data-slot="banner" className={cn(bannerVariants({ tone }), className)} {...props} />;
}
