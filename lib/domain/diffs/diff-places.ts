/** The places of one change, each with the lines around it. */
import type { Diff, DiffLine } from "./diff-lines";

/** Lines that nobody showed part them; removed ones whose text is not known are a change. */
export function placesOf({ lines }: Pick<Diff, "lines">): DiffLine[][] {
  const places: DiffLine[][] = [[]];
  for (const line of lines) {
    if (line.kind === "skipped" && line.text === "") places.push([]);
    else places.at(-1)?.push(line);
  }
  return places.filter((place) => place.some(({ kind }) => kind !== "same"));
}
