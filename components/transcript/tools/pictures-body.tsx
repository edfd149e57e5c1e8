"use client";
import { useMemo } from "react";
import { RawText } from "@/components/transcript/key-values";
import { readPictures } from "@/lib/domain/tools/tool-images";
import { NoPicture, Picture } from "./picture";

/** Screenshots and other pictures of a tool's answer, and what it said besides. */
export function PicturesBody({ content }: { content: string }) {
  const { pictures, text } = useMemo(() => readPictures(content), [content]);
  return (
    <>
      {pictures.map(({ source, bytes, isWhole }, index) => {
        const name = pictures.length > 1 ? `Picture ${index + 1}` : "Picture";
        const words = `${name} cannot be shown: only its beginning is here, ${bytes.toLocaleString("en")} bytes.`;
        // biome-ignore lint/suspicious/noArrayIndexKey: pictures have no identity but their place
        return <div key={index}>{isWhole ? <Picture source={source} name={name} /> : <NoPicture words={words} data={source} />}</div>;
      })}
      {text ? <RawText text={text} /> : null}
    </>
  );
}
