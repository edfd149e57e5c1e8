"use client";
import { createContext, useContext, useState } from "react";

/** What readers opened and folded, by name: rows far from the view are taken off the page, and come back as they were. */
const KeptContext = createContext<Map<string, unknown> | null>(null);

export const KeptProvider = KeptContext.Provider;

/** As useState, and remembered under `name` while the transcript stands on the page. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const kept = useContext(KeptContext);
  const [value, setValue] = useState<T>(() => (kept?.has(name) ? (kept.get(name) as T) : initial)); // as: written under this name below
  const keep = (next: T) => {
    kept?.set(name, next);
    setValue(next);
  };
  return [value, keep];
}

/** Opens or folds a step that is not on the page, by the names that steps keep that under: so it is when it comes back. */
export function keepFold(kept: Map<string, unknown>, seq: number, isOpen: boolean): void {
  for (const name of ["open", "fold"]) kept.set(`${name}-${seq}`, isOpen);
}
