"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";

/** Without a session, and cheap: able to make pages, or not. */
const isServerWell = (): Promise<boolean> =>
  fetch("/api/health", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Has the page's data fetched again, if the server is there to give it. When a fetch fails, Next leaves for the page's address by the
 * browser, which shows its own page then: a restart of the server would end every open page, with what is written in it.
 */
export function useFreshPage(): () => void {
  const router = useRouter();
  return useCallback(() => {
    void isServerWell().then((isWell) => {
      if (isWell) router.refresh();
    });
  }, [router]);
}
