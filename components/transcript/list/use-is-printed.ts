"use client";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** While the page is being printed: the browser takes it as it stands when its event is over. */
export function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const names = ["beforeprint", "afterprint"];
    const turn = ({ type }: Event) => flushSync(() => setPrinted(type === names[0]));
    for (const name of names) window.addEventListener(name, turn);
    return () => {
      for (const name of names) window.removeEventListener(name, turn);
    };
  }, []);
  return isPrinted;
}
