"use client";
import { Popover } from "radix-ui";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";

/** Long enough to move the pointer from the word into what explains it. */
const LEAVE_MS = 200;

/** A word with its explanation: under the pointer, with the focus, and by a tap; Escape puts it away. */
export function Explained({ children, means }: { children: ReactNode; means: string }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const stay = () => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const leave = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(() => setOpen(false), LEAVE_MS);
  };
  const byMouse = (then: () => void) => (event: { pointerType: string }) => event.pointerType === "mouse" && then();
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
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
      </Popover.Anchor>
      <span id={id} hidden>
        {means}
      </span>
      <Popover.Portal>
        <Popover.Content
          aria-hidden
          side="top"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => event.target instanceof Node && word.current?.contains(event.target) && event.preventDefault()}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onPointerEnter={byMouse(stay)}
          onPointerLeave={byMouse(leave)}
          className="z-50 max-w-[min(300px,calc(100vw-16px))] rounded-lg bg-popover px-3 py-2 text-sm text-popover-foreground shadow-pop"
        >
          {means}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
