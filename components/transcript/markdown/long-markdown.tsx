"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useKept } from "@/components/transcript/list/kept";
import { fitting, isRead, type LongText, piecesOf, readOn, startLong } from "./long-text";
import { proseLook, Stretch } from "./stretch";

/** How much of it stands on the page at first, and how much more comes each time: in nodes of its tree. */
const ROOM = 2_000;
/** So far it is read ahead when the page has time: what references refer to mostly stands at the end. */
const READ_AHEAD = 400_000;
const AHEAD_EVERY_MS = 120;

/** Reads until there is enough for the room. */
function readFor(text: LongText, room: number): LongText {
  let long = text;
  while (!isRead(long) && fitting(piecesOf(long), room).isWhole) long = readOn(long);
  return long;
}

/** `children`: what stands in its place before this code is there. */
type Props = { text: string; className: string | undefined; children?: ReactNode };

/** A very long text, as Markdown: its beginning, and more of it when that is asked for. */
export function LongMarkdown({ text, className }: Props) {
  const [room, setRoom] = useKept(`markdown-${text.length}-${text.slice(0, 80)}`, ROOM);
  const [known, setKnown] = useState(() => readFor(startLong(text), room));
  const now = readFor(known.text === text ? known : startLong(text), room);
  if (now !== known) setKnown(now);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (isRead(now) || now.end >= READ_AHEAD) return;
    const timer = setTimeout(() => setKnown((long) => (long === now ? readOn(long) : long)), AHEAD_EVERY_MS);
    return () => clearTimeout(timer);
  }, [now]);

  const { pieces, isWhole, upTo } = fitting(piecesOf(now), room);
  const isAll = isWhole && isRead(now);
  const more = () => {
    setRoom(room + ROOM);
    // the button goes when all of it is there
    if (isRead(now) && fitting(piecesOf(now), room + ROOM).isWhole) box.current?.focus();
  };
  return (
    <>
      <div ref={box} tabIndex={-1} className={proseLook(className)}>
        {pieces.map(({ start, block, targets }) => (
          <Stretch key={start} block={block} targets={targets} />
        ))}
      </div>
      {isAll ? null : (
        <p className="flex min-h-7 items-center gap-3 pt-1.5 text-xs text-muted-foreground touch:min-h-11">
          <button type="button" className="font-medium text-primary hover:underline touch:min-h-11" onClick={more}>
            Show more
          </button>
          <span>
            {Math.min(upTo, text.length).toLocaleString("en")} of {text.length.toLocaleString("en")} characters
          </span>
        </p>
      )}
    </>
  );
}
