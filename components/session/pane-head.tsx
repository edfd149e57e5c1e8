import { XIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** The head of what stands beside the transcript: its name, what is said beside it, and the way out. */
export function PaneHead({
  title,
  before,
  onClose,
  children,
}: {
  title: string;
  before?: ReactNode;
  onClose: () => void;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-header shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b py-1 pr-1.5 pl-3">
      {before}
      <h2 className="font-semibold tracking-tight">{title}</h2>
      {children}
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Close ${title.charAt(0).toLowerCase()}${title.slice(1)}`}
        onClick={onClose}
        className="ml-auto"
      >
        <XIcon aria-hidden />
      </Button>
    </div>
  );
}
