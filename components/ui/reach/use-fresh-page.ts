"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { isServerWell } from "./server-reach";

let keepers = 0;

/** Leaves the page as it is until what this gives is called: one that is no longer open to its reader would come back empty. */
export function keepPage(): () => void {
  keepers += 1;
  return () => {
    keepers -= 1;
  };
}

export async function makeAgain(refresh: () => void): Promise<void> {
  if (keepers === 0 && (await isServerWell()) && keepers === 0) refresh();
}

/**
 * Has the page's data fetched again, if the server is there to give it. When a fetch fails, Next leaves for the page's address by the
 * browser, which shows its own page then: a restart of the server would end every open page, with what is written in it.
 */
export function useFreshPage(): () => void {
  const router = useRouter();
  return useCallback(() => void makeAgain(() => router.refresh()), [router]);
}
