/** The lines of a small curve of what a session cost; pure. */
import type { CostPoint } from "@/lib/domain/sessions/turn-outline";

type Shape = { line: string; area: string; unknown: { x: number; y: number }[] };

/** From nothing, in equal steps, up to the whole sum; null where there is no growth to be seen. */
export function curveShape(points: readonly CostPoint[], width: number, height: number): Shape | null {
  const top = BigInt(points.at(-1)?.nano ?? "0");
  if (points.length < 2 || top <= 0n) return null;
  const round = (value: number): number => Math.round(value * 10) / 10;
  const placed = points.map(({ nano, unknown }, index) => ({
    x: round(((index + 1) * width) / points.length),
    // a share in ten-thousandths: amounts are exact and may be larger than a double holds
    y: round(height - (height * Number((BigInt(nano) * 10_000n) / top)) / 10_000),
    unknown,
  }));
  const line = `M0 ${height}${placed.map(({ x, y }) => `L${x} ${y}`).join("")}`;
  return { line, area: `${line}V${height}Z`, unknown: placed.filter(({ unknown }) => unknown > 0) };
}
