"use client";
import { useEffect } from "react";
import { useFreshPage } from "@/components/ui/reach/use-fresh-page";
import { watchSessions } from "./watch-sessions";

const EVERY_MS = 15_000;
/** A turn changes its row many times; the list is fetched at most this often. */
const APART_MS = 1_500;

/** Fetches the page's lists again when the server says they changed, when one comes back to them, and now and then while they are in view. */
export function LiveRefresh() {
  const refresh = useFreshPage();
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        refresh();
      }, APART_MS);
    };
    const follow = () => {
      if (document.visibilityState === "visible") refresh();
    };
    const end = watchSessions({ onChanged: soon });
    const timer = setInterval(() => document.visibilityState === "visible" && refresh(), EVERY_MS);
    document.addEventListener("visibilitychange", follow);
    return () => {
      clearInterval(timer);
      clearTimeout(waiting);
      document.removeEventListener("visibilitychange", follow);
      end();
    };
  }, [refresh]);
  return null;
}
