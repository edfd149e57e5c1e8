"use client";
import { Menu as Primitive } from "radix-ui/internal";
import { Fragment, type RefObject, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { MenuChoice, MenuLooks } from "./menu-choice";
import { menuIcons } from "./menu-icons";

type BodyProps = { [K in keyof MenuLooks]: MenuLooks[K] | undefined } & {
  choices: readonly MenuChoice[];
  anchor: RefObject<HTMLButtonElement | null>;
  labelledBy: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onWork: (work: Promise<unknown>) => void;
};

function Choice({ icon, says, onSelect, title, tone, isDisabled = false, isCurrent }: MenuChoice) {
  const Icon = icon ? menuIcons[icon] : null;
  return (
    <Primitive.Item
      data-slot="menu-item"
      disabled={isDisabled}
      title={title}
      aria-current={isCurrent}
      onSelect={() => void onSelect()}
      className={cn(
        "flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none select-none data-[disabled]:opacity-55 data-[highlighted]:bg-accent pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted-foreground",
        tone === "danger" && "text-failed [&_svg]:text-failed",
      )}
    >
      {Icon ? <Icon aria-hidden /> : null}
      {says}
    </Primitive.Item>
  );
}

/** The menu itself, at its button. */
export function MenuBody({ choices, anchor, label, labelledBy, side, align, isTall, takeFocus, isOpen, onOpenChange, onWork }: BodyProps) {
  /** Done when the menu is gone: what it opens then finds the focus at the button, and gives it back there. */
  const chosen = useRef<MenuChoice["onSelect"] | null>(null);
  // The key that opened it came before anything here could hear of it.
  const [isOpenedByKey, setOpenedByKey] = useState(() => isOpen && anchor.current?.matches(":focus-visible"));
  const enter = (event: Event) => {
    if (!isOpenedByKey || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    event.target.querySelector<HTMLElement>("[role=menuitem]:not([data-disabled])")?.focus();
    setOpenedByKey(false);
  };
  const finish = (event: Event) => {
    event.preventDefault();
    anchor.current?.focus();
    const work = chosen.current?.();
    chosen.current = null;
    if (work instanceof Promise) onWork(work);
    takeFocus?.();
  };
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange} modal>
      <Primitive.Anchor virtualRef={anchor} />
      <Primitive.Portal>
        <Primitive.Content
          data-slot="menu"
          {...(label ? { "aria-label": label } : { "aria-labelledby": labelledBy })}
          side={side ?? "bottom"}
          align={align ?? "center"}
          sideOffset={4}
          collisionPadding={8}
          onEntryFocus={enter}
          onCloseAutoFocus={finish}
          className={cn(
            "z-50 min-w-[180px] rounded-lg bg-popover p-1 text-popover-foreground shadow-pop",
            isTall && "max-h-80 max-w-80 overflow-y-auto",
          )}
        >
          {choices.map((choice) => (
            <Fragment key={choice.id}>
              {choice.isApart ? <Primitive.Separator className="my-1 border-t" /> : null}
              <Choice
                {...choice}
                onSelect={() => {
                  chosen.current = choice.onSelect;
                }}
              />
            </Fragment>
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
