"use client";
import { useEffect, useSyncExternalStore } from "react";

/** What can be done from where one is: listed in the palette, bound to keys, and shown by the help, all three from here. */
export type PageCommand = {
  /** Where the help names it. */
  group: string;
  says: string;
  /** One stroke or two: "mod+k", "?", "g s". */
  keys?: string | undefined;
  /** Absent: the keys are bound where they are typed, and the help only names them. */
  run?: (() => void) | undefined;
  /** Known by keys only, pointless to choose from a list. */
  isHidden?: boolean | undefined;
};

type Listener = () => void;

let all: readonly PageCommand[] = [];
const none: readonly PageCommand[] = [];
const listeners = new Set<Listener>();

function change(next: readonly PageCommand[]): void {
  all = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Commands that are there while the component is; `commands` must be the same array until something about them changes. */
export function usePageCommands(commands: readonly PageCommand[]): void {
  useEffect(() => {
    change([...all, ...commands]);
    return () => change(all.filter((command) => !commands.includes(command)));
  }, [commands]);
}

export const useAllCommands = (): readonly PageCommand[] =>
  useSyncExternalStore(
    subscribe,
    () => all,
    () => none,
  );

/** For key presses: what is there now. */
export const allCommands = (): readonly PageCommand[] => all;
