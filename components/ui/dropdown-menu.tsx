"use client";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const DropdownMenu = Primitive.Root;
export const DropdownMenuTrigger = Primitive.Trigger;

export function DropdownMenuContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        data-slot="dropdown-menu"
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn("z-50 min-w-[180px] rounded-lg bg-popover p-1 text-popover-foreground shadow-pop", className)}
        {...props}
      />
    </Primitive.Portal>
  );
}

export function DropdownMenuItem({
  className,
  tone = "plain",
  ...props
}: ComponentProps<typeof Primitive.Item> & { tone?: "plain" | "danger" }) {
  return (
    <Primitive.Item
      data-slot="dropdown-menu-item"
      className={cn(
        "flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none select-none data-[disabled]:opacity-55 data-[highlighted]:bg-accent pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted-foreground",
        tone === "danger" && "text-failed [&_svg]:text-failed",
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuSeparator(props: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className="my-1 border-t" {...props} />;
}
