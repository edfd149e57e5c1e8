"use client";
import { useEffect } from "react";
import { afterLoad } from "@/components/ui/reach/after-load";

/** Listens from when it is there, and no more once the page goes. Without its code the browser does as it would by itself. */
function useAfterLoad(load: () => Promise<() => () => void>): void {
  useEffect(() => {
    const listens = afterLoad(load).then(
      (listen) => listen(),
      () => () => {},
    );
    return () => void listens.then((end) => end());
  }, [load]);
}

const loadHoldLeaving = () => import("@/components/ui/reach/hold-leaving").then(({ holdLeaving }) => holdLeaving);
const loadFocusOnPress = () => import("@/components/ui/focus-on-press").then(({ focusOnPress }) => focusOnPress);

/** What every page listens to once it is loaded: a link that is followed while the server is away, and what a pointer presses. */
export function useListeners(): void {
  useAfterLoad(loadHoldLeaving);
  useAfterLoad(loadFocusOnPress);
}
