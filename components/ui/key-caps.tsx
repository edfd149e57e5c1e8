"use client";
import { Fragment, useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether ⌘ is the key for commands here; false until the page is live. */
export const useIsMac = (): boolean =>
  useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );

/** Keys drawn as caps. */
export function KeyCaps({ caps }: { caps: readonly string[] }) {
  return (
    <span className="inline-flex shrink-0 gap-[3px]">
      {caps.map((cap, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same cap may stand twice, and they never move
        <Fragment key={place}>
          {place > 0 ? " " : null}
          <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-border-strong bg-card px-1 font-sans text-2xs font-medium text-muted-foreground">
            {cap}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
