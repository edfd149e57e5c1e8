import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { fieldLooks } from "./input";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea data-slot="textarea" className={cn(fieldLooks, "min-h-20 py-2", className)} {...props} />;
}
