"use client";
import { useEffect, useRef, useState } from "react";

const ARMED_MS = 2_500;

/** Esc twice stops; true while the second one is awaited. An Esc that closed something else does not count. */
export function useStopKeys(canStop: boolean, onStop: () => void): boolean {
  const [armedAt, setArmedAt] = useState<number | null>(null);
  const latest = useRef({ armedAt, onStop });
  useEffect(() => {
    latest.current = { armedAt, onStop };
  });
  useEffect(() => {
    if (!canStop) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return setArmedAt(null);
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (latest.current.armedAt === null) return setArmedAt(Date.now());
      setArmedAt(null);
      latest.current.onStop();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      setArmedAt(null);
    };
  }, [canStop]);
  useEffect(() => {
    if (armedAt === null) return;
    const timer = setTimeout(() => setArmedAt(null), ARMED_MS);
    return () => clearTimeout(timer);
  }, [armedAt]);
  return armedAt !== null;
}
