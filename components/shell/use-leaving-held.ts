"use client";
import { useEffect } from "react";
import { afterLoad } from "@/components/ui/after-load";

/** From when the page is loaded: a link that is followed while the server is away leaves the page as it is. */
export function useLeavingHeld(): void {
  useEffect(() => {
    const held = afterLoad(() => import("@/components/ui/hold-leaving")).then(
      ({ holdLeaving }) => holdLeaving(),
      () => () => {}, // The browser shows its own page then.
    );
    return () => void held.then((end) => end());
  }, []);
}
