"use client";
import { type ComponentProps, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { MenuBody } from "./later";
import type { MenuLooks } from "./menu-choice";

type MenuProps = MenuLooks & Omit<ComponentProps<typeof Button>, "onClick"> & { onOpen?: () => void };

/** A button with a menu, which is fetched when a pointer or the focus comes near; opened before it is there, it opens when it is. */
export function Menu({ choices, label, side, align, isTall, takeFocus, onOpen, children, ...button }: MenuProps) {
  const [isNear, setNear] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const own = useId();
  const change = (next: boolean) => {
    setOpen(next);
    if (next) onOpen?.();
  };
  const wait = (work: Promise<unknown>) => {
    setBusy(true);
    void work.finally(() => setBusy(false));
  };
  const come = () => setNear(true);
  return (
    <>
      <Button
        id={own}
        {...button}
        ref={anchor}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        isBusy={isBusy}
        onPointerEnter={come}
        onFocus={come}
        onClick={() => change(true)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || isBusy) return;
          event.preventDefault();
          change(true);
        }}
      >
        {children}
      </Button>
      {isNear || isOpen ? (
        <MenuBody
          {...{ choices, anchor, isOpen }}
          {...{ label, side, align, isTall, takeFocus }}
          labelledBy={own}
          onOpenChange={change}
          onWork={wait}
        />
      ) : null}
    </>
  );
}
