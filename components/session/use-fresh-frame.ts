"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** The frame around the page names the session as it was when the page was made: a new name has it made again. */
export function useFreshFrame(title: string, shownTitle: string): void {
  const router = useRouter();
  useEffect(() => {
    if (title !== "" && title !== shownTitle) router.refresh();
  }, [title, shownTitle, router]);
}
