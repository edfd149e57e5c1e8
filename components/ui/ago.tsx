import { formatWhen } from "./format";
import { Moment } from "./moment";

/** A moment as a sentence says it: "seen 2 min ago", but "seen 15 Nov". */
export function Ago({ at, now }: { at: number; now: number }) {
  const isLength = / (min|h|d)$/.test(formatWhen(at, now, "UTC"));
  return (
    <>
      <Moment at={at} now={now} />
      {isLength && " ago"}
    </>
  );
}
