import { formatUsd } from "@/components/ui/format";
import type { CostPoint } from "@/lib/domain/sessions/turn-outline";
import { countOf } from "@/lib/domain/text/count-of";
import { curveShape } from "./curve-shape";

const WIDTH = 240;
const HEIGHT = 36;
/** The curve is drawn out to the panel's width, its strokes are not; a dot is a stroke without length. */
const AS_WIDE_AS_IS = { vectorEffect: "non-scaling-stroke" } as const;

/** What the curve shows, for who does not see it. */
function wordsOf(points: readonly CostPoint[], money: string): string {
  const total = BigInt(points.at(-1)?.nano ?? "0");
  const half = points.find(({ nano }) => BigInt(nano) * 2n >= total);
  const unknown = points.reduce((sum, point) => sum + point.unknown, 0);
  return [
    `Cost so far: ${money}`,
    half && half.turn > 0 ? `half of it by turn ${half.turn}` : "",
    unknown > 0 ? `${countOf(unknown, "turn")} of unknown cost` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** How the session's cost grew, turn by turn; a hollow dot where there is a cost that nobody knows. */
export function CostCurve({ points, isDemo }: { points: readonly CostPoint[]; isDemo: boolean }) {
  const total = points.at(-1)?.nano ?? "0";
  const money = `${formatUsd(total)}${isDemo ? " play money" : ""}`;
  const unknown = points.reduce((sum, point) => sum + point.unknown, 0);
  const shape = curveShape(points, WIDTH, HEIGHT);
  return (
    <div className="flex items-center gap-3 px-3 py-2 text-xs text-muted-foreground">
      {shape ? (
        <svg
          role="img"
          preserveAspectRatio="none"
          aria-label={wordsOf(points, money)}
          viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`}
          className="h-10 min-w-0 flex-1"
        >
          <path {...AS_WIDE_AS_IS} d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-chart-grid" />
          <path d={shape.area} className="fill-chart-1 opacity-15" />
          <path {...AS_WIDE_AS_IS} d={shape.line} fill="none" strokeWidth={1.5} strokeLinejoin="round" className="stroke-chart-1" />
          {shape.unknown.map(({ x, y }) => (
            <g key={x} strokeLinecap="round">
              <path {...AS_WIDE_AS_IS} d={`M${x} ${y}h0`} strokeWidth={6.5} className="stroke-foreground" />
              <path {...AS_WIDE_AS_IS} d={`M${x} ${y}h0`} strokeWidth={4} className="stroke-background" />
            </g>
          ))}
        </svg>
      ) : null}
      <span className="shrink-0">
        <b className="font-semibold text-cost tabular-nums">{formatUsd(total)}</b> {isDemo ? "play money" : "so far"}
        {unknown > 0 ? <span className="block">○ {countOf(unknown, "turn")} of unknown cost</span> : null}
      </span>
    </div>
  );
}
