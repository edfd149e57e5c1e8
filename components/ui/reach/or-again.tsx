"use client";
import { type ComponentType, type ReactNode, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { focusPart } from "@/components/ui/focus-part";
import { WorkButton } from "@/components/ui/work-button";
import { missedPart } from "./missed-part";
import { untilThere } from "./until-there";

type Parts = { children?: ReactNode; onClose?: () => void };

/** In the place of a part whose code did not come: says so, and what stands there meanwhile stands on. */
function notThere<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const missed = missedPart<P>();
  // The button goes.
  const leave = (button: HTMLElement) => focusPart(button.closest<HTMLElement>("[data-seq], aside, [role=dialog], main"));
  return function NotThere(props: P) {
    const Part = missed.useIt();
    const isMissed = !Part;
    useEffect(() => {
      // Wherever it is drawn next it may be there again.
      if (isMissed) void missed.take(load());
    }, [isMissed]);
    if (Part) return <Part {...props} />;
    const { children, onClose }: Parts = props;
    return (
      <>
        {children}
        <div className="flex flex-wrap items-center gap-2 px-3 py-1 text-xs">
          This part of the page could not be loaded.
          <WorkButton size="sm" work={(button) => missed.take(untilThere(load), () => leave(button))}>
            Try again
          </WorkButton>
          {onClose ? (
            <Button size="sm" onClick={onClose}>
              Close
            </Button>
          ) : null}
        </div>
      </>
    );
  };
}

/** A part of the page, or what says in its place that it did not come: thrown, its failure would take the page with it. */
export const orAgain = <P extends object>(load: () => Promise<ComponentType<P>>): Promise<ComponentType<P>> =>
  untilThere(load).catch(() => notThere(load));
