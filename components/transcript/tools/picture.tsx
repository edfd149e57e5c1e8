"use client";
import { lazy, Suspense, useState } from "react";
import { untilThere } from "@/components/ui/until-there";

const PictureLarge = lazy(() => untilThere(() => import("./picture-large").then((room) => ({ default: room.PictureLarge }))));

/** A picture whose bytes are here, never one of another server; it opens large. `source`: a `data:` address. */
export function Picture({ source, name }: { source: string; name: string }) {
  const [isLarge, setIsLarge] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  if (!source.startsWith("data:image/")) return null;
  if (isBroken) return <p className="px-3 py-2 text-xs text-muted-foreground">{name}: no picture that can be shown.</p>;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`${name}, open large`}
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
      {isLarge ? (
        <Suspense fallback={null}>
          <PictureLarge source={source} name={name} onClose={() => setIsLarge(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
