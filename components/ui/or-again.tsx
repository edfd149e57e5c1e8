"use client";
import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { Button } from "./button";
import { focusPart } from "./focus-part";
import { untilThere } from "./until-there";
import { WorkButton } from "./work-button";

type Parts = { children?: ReactNode; onClose?: () => void };

/** In the place of a part whose code did not come: says so, and what stands there meanwhile stands on. One that comes then comes everywhere. */
function notThere<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let there: ComponentType<P> | null = null;
  const told = new Set<() => void>();
  const hear = (tell: () => void) => {
    told.add(tell);
    return () => told.delete(tell);
  };
  const now = () => there;
  const take = async (coming: Promise<ComponentType<P>>, button?: HTMLElement) => {
    try {
      there = await coming;
    } catch {
      return; // It stands there still, and can be tried again.
    }
    // The button goes.
    focusPart(button?.closest<HTMLElement>("[data-seq], aside, [role=dialog], main"));
    for (const tell of told) tell();
  };
  return function NotThere(props: P) {
    const Part = useSyncExternalStore(hear, now, now);
    useEffect(() => {
      // Wherever it is drawn next it may be there again.
      if (!there) void take(load());
    }, []);
    if (Part) return <Part {...props} />;
    const { children, onClose }: Parts = props;
    return (
      <>
        {children}
        <div className="flex flex-wrap items-center gap-2 px-3 py-1 text-xs">
          This part of the page could not be loaded.
          <WorkButton size="sm" work={(button) => take(untilThere(load), button)}>
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
