"use client";
import { useMemo } from "react";
import { RawText } from "@/components/transcript/key-values";
import { readPictures } from "@/lib/domain/tool-images";
import { Picture } from "./picture";

/** Screenshots and other pictures of a tool's answer, and what it said besides. */
export function PicturesBody({ content }: { content: string }) {
  const { pictures, text } = useMemo(() => readPictures(content), [content]);
  return (
    <>
      {pictures.map(({ source, bytes, isWhole }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no identity but their place
        <div key={index}>
          <Picture key={source.length} source={source} name={pictures.length > 1 ? `Picture ${index + 1}` : "Picture"} />
          {isWhole ? null : (
            <p className="px-3 pb-1.5 text-xs text-muted-foreground">
              The beginning of a picture: {bytes.toLocaleString("en")} bytes of it are here.
            </p>
          )}
        </div>
      ))}
      {text ? <RawText text={text} /> : null}
    </>
  );
}
