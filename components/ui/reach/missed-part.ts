"use client";
import { type ComponentType, useSyncExternalStore } from "react";

export type MissedPart<P extends object> = {
  /** Null until a later try has brought it; one that comes then comes everywhere. */
  useIt: () => ComponentType<P> | null;
  /** True when it is there; `then`: before it is drawn. */
  take: (coming: Promise<ComponentType<P>>, then?: () => void) => Promise<boolean>;
};

/** A part of the page whose code did not come, and what may have it after all. */
export function missedPart<P extends object>(): MissedPart<P> {
  let there: ComponentType<P> | null = null;
  const told = new Set<() => void>();
  const hear = (tell: () => void) => {
    told.add(tell);
    return () => told.delete(tell);
  };
  const now = () => there;
  const take: MissedPart<P>["take"] = async (coming, then) => {
    try {
      there = await coming;
    } catch {
      return false;
    }
    then?.();
    for (const tell of told) tell();
    return true;
  };
  return { useIt: () => useSyncExternalStore(hear, now, now), take };
}
