"use client";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { RawText } from "@/components/transcript/key-values";
import { orWords } from "@/components/ui/reach/not-there";

const PictureLarge = dynamic(() => orWords(() => import("./picture-large").then((room) => room.PictureLarge)), { ssr: false });

/** In place of a picture that cannot be drawn: why, and what came instead one click away, unless that stands there already. */
export function NoPicture({ words, data }: { words: string; data: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 px-3 py-2 text-xs text-muted-foreground">
        {words}
        {data === null ? null : (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
            className="font-medium text-primary hover:underline touch:min-h-11"
          >
            {isOpen ? "Hide the data" : "Show the data"}
          </button>
        )}
      </p>
      {isOpen && data !== null ? <RawText text={data} /> : null}
    </>
  );
}

/** A picture whose bytes are here, never one of another server; it opens large. `source`: a `data:` address. `hasText`: what it is made of is shown beside it. */
export function Picture({ source, name, hasText = false }: { source: string; name: string; hasText?: boolean }) {
  const [isLarge, setIsLarge] = useState(false);
  const [isBroken, setIsBroken] = useState(false);
  const own = useRef<HTMLImageElement>(null);
  // It may have failed before anything of the page's could hear of it.
  useEffect(() => {
    own.current?.decode().catch(() => setIsBroken(true));
  }, []);
  if (!source.startsWith("data:image/")) return null;
  if (isBroken)
    return <NoPicture words={`${name} cannot be shown: these are not the bytes of a picture.`} data={hasText ? null : source} />;
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
        <img ref={own} src={source} alt={name} decoding="async" className="max-h-72 min-h-8 max-w-full min-w-8 object-contain" />
      </button>
      {isLarge ? <PictureLarge source={source} name={name} onClose={() => setIsLarge(false)} /> : null}
    </>
  );
}
