import { ListFilterIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "./input";

/** A field by which what stands below it is filtered. */
export function FilterField({ className, ...props }: Omit<ComponentProps<typeof Input>, "type">) {
  return (
    <span className={cn("relative block", className)}>
      <ListFilterIcon aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
      <Input type="search" className="pl-8" {...props} />
    </span>
  );
}
