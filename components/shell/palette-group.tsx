"use client";
import { Command } from "cmdk";
import type { ReactNode } from "react";

/** How a line of the palette looks. */
export const ROW =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 aria-selected:bg-accent aria-selected:text-accent-foreground pointer-coarse:min-h-11";

type Props = {
  heading: string;
  /** It stands there whatever is typed. */
  isKept?: boolean;
  children: ReactNode;
};

/** Lines of the palette under their heading. */
export function PaletteGroup({ heading, isKept = false, children }: Props) {
  return (
    <Command.Group
      heading={heading}
      forceMount={isKept}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:tracking-wide [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:uppercase"
    >
      {children}
    </Command.Group>
  );
}
