"use client";
import { useEffect } from "react";
import { useFreshPage } from "@/components/ui/reach/use-fresh-page";

/** The frame around the page names the session as it was when the page was made: a new name has it made again. */
export function useFreshFrame(title: string, shownTitle: string): void {
  const refresh = useFreshPage();
  useEffect(() => {
    if (title !== shownTitle) refresh();
  }, [title, shownTitle, refresh]);
}
