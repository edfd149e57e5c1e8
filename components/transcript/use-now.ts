"use client";
import { useEffect, useState } from "react";
import { serverNow } from "./server-clock";

/** The server's time, every second while `isTicking`; null until the page is awake, so that server and browser draw the same. */
export function useNow(isTicking: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!isTicking) return;
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
