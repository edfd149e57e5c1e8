import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const fieldLooks =
  "w-full min-w-0 rounded-md border border-input bg-card px-2.5 text-foreground disabled:opacity-60 aria-invalid:border-failed touch:text-[16px] [&[readonly]]:bg-muted";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input data-slot="input" type={type} className={cn(fieldLooks, "h-[34px] touch:h-11", className)} {...props} />;
}
