"use client";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { ExplainedNote } from "./later";

/** Long enough to move the pointer from the word into what explains it. */
const LEAVE_MS = 200;

/** A word with its explanation: under the pointer, with the focus, and by a tap; Escape puts it away. */
export function Explained({ children, means }: { children: ReactNode; means: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const stay = () => {
    clearTimeout(leaving.current);
    setAsked(true);
    setOpen(true);
  };
  const leave = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(() => setOpen(false), LEAVE_MS);
  };
  const byMouse = (then: () => void) => (event: { pointerType: string }) => event.pointerType === "mouse" && then();
  return (
    <>
      <button
        ref={word}
        type="button"
        aria-describedby={id}
        onPointerEnter={byMouse(stay)}
        onPointerLeave={byMouse(leave)}
        onFocus={stay}
        onBlur={leave}
        onClick={stay}
        className="cursor-help underline decoration-dotted underline-offset-3 pointer-coarse:relative pointer-coarse:after:absolute pointer-coarse:after:-inset-x-1 pointer-coarse:after:-inset-y-3"
      >
        {children}
      </button>
      <span id={id} hidden>
        {means}
      </span>
      {isAsked ? (
        <ExplainedNote {...{ word, means, isOpen }} onOpenChange={setOpen} onPointerEnter={byMouse(stay)} onPointerLeave={byMouse(leave)} />
      ) : null}
    </>
  );
}
