"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { goIfThere } from "./server-reach";

type How = { replace?: boolean | undefined; scroll?: boolean | undefined };

/** Leads to a page of ours, while the server is there to make it. */
export function useGo(): (href: string, how?: How) => void {
  const router = useRouter();
  return useCallback(
    (href, { replace = false, scroll = true } = {}) => void goIfThere(() => router[replace ? "replace" : "push"](href, { scroll })),
    [router],
  );
}
