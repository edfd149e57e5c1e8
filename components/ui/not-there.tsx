"use client";
import { type ComponentType, useEffect } from "react";
import { toast } from "./toast";
import { untilThere } from "./until-there";

type Opened = { isOpen?: boolean; open?: unknown; onOpenChange?: (isOpen: boolean) => void; onClose?: () => void };

/** In the place of what should have opened: says that it cannot, whenever it is asked for, and is closed again. */
function NotThere({ isOpen = true, open = isOpen, onOpenChange, onClose }: Opened) {
  useEffect(() => {
    if (!open) return;
    toast.error("This part of the page cannot be fetched. Reload the page.", { id: "not-there" });
    onOpenChange?.(false);
    onClose?.();
  }, [open, onOpenChange, onClose]);
  return null;
}

/** What opens over a page, or what says that it did not come: thrown, its failure would take the page with it. */
export const orWords = <P extends Opened>(load: () => Promise<ComponentType<P>>): Promise<ComponentType<P>> =>
  untilThere(load).catch(() => NotThere);
