/** How a turn can end. */
export const turnOutcomes = ["answered", "failed", "stopped", "interrupted"] as const;
export type TurnOutcome = (typeof turnOutcomes)[number];
