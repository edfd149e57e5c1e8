import { Code, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type Fenced, fencePasted, type PasteOffer } from "./pasted-text";

type Props = { text: string; offer: PasteOffer; onFence: (fenced: Fenced | null) => void; onDismiss: () => void };

/** After a long paste: it may stand as a fenced block, so that the agent reads it as it is. */
export function PasteOfferLine({ text, offer, onFence, onDismiss }: Props) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 border-t px-3 py-1 text-xs text-muted-foreground">
      <span className="tabular-nums">{offer.words}</span>
      <Button size="sm" onClick={() => onFence(fencePasted(text, offer))}>
        <Code aria-hidden />
        Make it a code block
      </Button>
      <Button size="icon-sm" variant="ghost" aria-label="Leave the paste as it is" className="ml-auto" onClick={onDismiss}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
