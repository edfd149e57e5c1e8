import { XIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** The head of what stands beside the transcript: its name, what is said beside it, and the way out. */
export function PaneHead({
  title,
  before,
  actions,
  onClose,
  children,
}: {
  title: string;
  before?: ReactNode;
  /** What can be done with all of it: beside the way out. */
  actions?: ReactNode;
  onClose: () => void;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-header shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b py-1 pr-1.5 pl-3">
      {before}
      <h2 className="font-semibold tracking-title">{title}</h2>
      {children}
      <span className="ml-auto flex items-center gap-1.5">
        {actions}
        <Button variant="ghost" size="icon" aria-label={`Close ${title.charAt(0).toLowerCase()}${title.slice(1)}`} onClick={onClose}>
          <XIcon aria-hidden />
        </Button>
      </span>
    </div>
  );
}
