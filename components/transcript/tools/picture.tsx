"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";

type PictureProps = { source: string; name: string };

function Large({ source, name, onClose }: PictureProps & { onClose: () => void }) {
  const [isFull, setIsFull] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent aria-describedby={undefined} className="top-[4vh] max-h-[92vh] w-fit max-w-[calc(100vw-24px)]">
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

/** A picture whose bytes are here, never one of another server; it opens large. `source`: a `data:` address. */
export function Picture({ source, name }: PictureProps) {
  const [isLarge, setIsLarge] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  if (!source.startsWith("data:image/")) return null;
  if (isBroken) return <p className="px-3 py-2 text-xs text-muted-foreground">{name}: no picture that can be shown.</p>;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Open ${name} large`}
        onClick={() => setIsLarge(true)}
        className="m-2 block w-fit max-w-[calc(100%-16px)] cursor-zoom-in overflow-hidden rounded-md border bg-muted"
      >
        {/* biome-ignore lint/performance/noImgElement: its bytes are in the page already */}
        <img
          src={source}
          alt={name}
          decoding="async"
          onError={() => setIsBroken(true)}
          className="max-h-72 min-h-8 max-w-full min-w-8 object-contain"
        />
      </button>
      {isLarge ? <Large source={source} name={name} onClose={() => setIsLarge(false)} /> : null}
    </>
  );
}
