import { Code, X } from "lucide-react";
import { Button } from "@/components/ui/button";

/** After a long paste: it may stand as a fenced block, so that the agent reads it as it is. */
export function PasteOfferLine({ words, onFence, onDismiss }: { words: string; onFence: () => void; onDismiss: () => void }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 border-t px-3 py-1 text-xs text-muted-foreground">
      <span className="tabular-nums">{words}</span>
      <Button size="sm" onClick={onFence}>
        <Code aria-hidden />
        Make it a code block
      </Button>
      <Button size="icon-sm" variant="ghost" aria-label="Leave the paste as it is" className="ml-auto" onClick={onDismiss}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
