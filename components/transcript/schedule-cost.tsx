"use client";
import { createContext, useContext } from "react";
import { formatUsd } from "@/components/ui/format";
import { countOf } from "@/lib/domain/text/count-of";
import type { ScheduleCost as Cost } from "@/lib/domain/transcript/schedule-costs";
import { useScene } from "./scene";

const CostsContext = createContext<readonly Cost[]>([]);

/** What the schedules of the session have cost, as the whole log knows it, whatever part of it stands on the page. */
export const ScheduleCostsProvider = CostsContext.Provider;

/** What a schedule has cost so far; nothing before it ran. */
export function ScheduleCost({ id }: { id: string }) {
  const cost = useContext(CostsContext).find((one) => one.id === id);
  const { isDemo } = useScene();
  if (!cost) return null;
  const { turns, costNano, unknown } = cost;
  const isKnown = unknown < turns;
  return (
    <span className="block text-xs text-muted-foreground tabular-nums">
      {isKnown ? (
        <>
          <b className="font-medium text-cost">{formatUsd(costNano)}</b>
          {isDemo ? " play money" : ""} so far, in {countOf(turns, "turn")}
        </>
      ) : (
        `${countOf(turns, "turn")} so far, cost unknown`
      )}
      {isKnown && unknown > 0 ? `, the cost of ${unknown.toLocaleString("en")} unknown` : ""}
    </span>
  );
}
