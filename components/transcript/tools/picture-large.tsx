"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/overlays/dialog";

/** A picture over the page, as large as there is room, or as large as it is. */
export function PictureLarge({ source, name, onClose }: { source: string; name: string; onClose: () => void }) {
  const [isFull, setIsFull] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent aria-describedby={undefined} className="top-[4vh] max-h-[92vh] w-max max-w-[calc(100vw-24px)]">
        <div className="flex flex-wrap items-center gap-3">
          <DialogTitle>{name}</DialogTitle>
          <Button variant="ghost" size="sm" aria-pressed={isFull} onClick={() => setIsFull(!isFull)} className="mr-8 ml-auto">
            Actual size
          </Button>
        </div>
        <section aria-label={`${name}, large`} className="mt-3 max-h-[78vh] overflow-auto rounded-md bg-muted" tabIndex={0}>
          {/* biome-ignore lint/performance/noImgElement: its bytes are in the page already */}
          <img src={source} alt={name} className={cn(isFull ? "max-w-none" : "max-h-[78vh] max-w-full object-contain")} />
        </section>
      </DialogContent>
    </Dialog>
  );
}
