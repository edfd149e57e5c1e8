"use client";
import { useEffect } from "react";

const AHEAD_MS = 1_500;

/** Fetches code ahead of its first use, when the page has time; what does not come now is fetched again when it is used. `loads` stays the same. */
export function useAhead(loads: readonly (() => Promise<unknown>)[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of loads) load().catch(() => {});
    }, AHEAD_MS);
    return () => clearTimeout(timer);
  }, [loads]);
}
