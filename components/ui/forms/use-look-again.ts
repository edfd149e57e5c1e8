"use client";
import { useCallback } from "react";
import { useFreshPage } from "@/components/ui/reach/use-fresh-page";

type Answer = { ok: boolean; refusal?: { code: string } };

/** Hands an answer on; where none came, what was asked for may have been done all the same: what is on the page is fetched again, for whoever looks. */
export function useLookAgain(): <A extends Answer>(answer: A) => A {
  const refresh = useFreshPage();
  return useCallback(
    (answer) => {
      if (answer.refusal?.code === "not_reached") refresh();
      return answer;
    },
    [refresh],
  );
}
