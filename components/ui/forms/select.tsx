import { ChevronDownIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { fieldLooks } from "./input";

/** The browser's own select: it works with a keyboard, a screen reader and a phone's wheel as people know it. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative block", className)}>
      <select data-slot="select" className={cn(fieldLooks, "h-[34px] appearance-none pr-8 touch:h-11")} {...props} />
      <ChevronDownIcon
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
