// What cannot be measured here is said in a line that `npm run bench` counts as skipped: it is never taken for a figure.
import { programPath } from "@/lib/platform/find-program";

const { env: environment } = process; // a bench asks what this machine has

export function skip(what: string, why: string): void {
  console.log(`skipped: ${what}: ${why}`);
}

/** The first program of this name on the search path, or null. */
export const programOnPath = (name: string): string | null => programPath(name, environment.PATH);
