import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A small label with square corners: a kind, an exit code, a count. */
export function Tag({ className, tone = "plain", ...props }: ComponentProps<"span"> & { tone?: "plain" | "failed" }) {
  const ground = tone === "failed" ? "bg-failed-soft text-failed" : "bg-secondary text-secondary-foreground";
  return (
    <span
      data-slot="tag"
      className={cn(
        "inline-flex h-[18px] shrink-0 items-center gap-1 rounded-sm px-[5px] text-2xs font-medium whitespace-nowrap",
        ground,
        className,
      )}
      {...props}
    />
  );
}
