"use client";
import { type ComponentType, useEffect, useRef } from "react";
import { toast } from "@/components/ui/overlays/toast";
import { missedPart } from "./missed-part";
import { untilThere } from "./until-there";

type Opened = { isOpen?: boolean; open?: unknown; onOpenChange?: (isOpen: boolean) => void; onClose?: () => void };

/** Said for what was asked for and never came. */
export const sayNotThere = (): void => toast.error("This part of the page cannot be fetched. Try it again.", { id: "not-there" });

/** In the place of what should have opened: fetches it once more whenever it is asked for; where it cannot be had it says so, and is closed again. */
function notThere<P extends Opened>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const missed = missedPart<P>();
  return function NotThere(props: P) {
    const Part = missed.useIt();
    const latest = useRef(props);
    useEffect(() => {
      latest.current = props;
    });
    const { isOpen = true, open = isOpen }: Opened = props;
    const isMissed = Boolean(open) && !Part;
    useEffect(() => {
      if (!isMissed) return;
      let isWanted = true;
      void missed.take(load()).then((isThere) => {
        if (isThere || !isWanted) return;
        sayNotThere();
        latest.current.onOpenChange?.(false);
        latest.current.onClose?.();
      });
      return () => {
        isWanted = false;
      };
    }, [isMissed]);
    return Part ? <Part {...props} /> : null;
  };
}

/** What opens over a page, or what says that it did not come: thrown, its failure would take the page with it. */
export const orWords = <P extends Opened>(load: () => Promise<ComponentType<P>>): Promise<ComponentType<P>> =>
  untilThere(load).catch(() => notThere(load));
