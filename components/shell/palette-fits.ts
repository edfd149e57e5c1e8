/** What of the palette fits what is typed, and what is meant before all else. */
import { nameFits } from "@/components/ui/name-fits";

/** As the palette wants it: what has more stands higher, and with it its group. */
const NAMED = 1;
const FITS = 0.5;

/** The whole of its name was typed. */
export const isNamed = (name: string, typed: string): boolean => name.trim().toLowerCase() === typed.trim().toLowerCase();

/**
 * `found` of a page, a command or a project is its name; of a session the words that the server found it by, and its title. A session fits those
 * words as they are; until the next answer is there, others as anything does: Enter right after them must not open what they do not mean.
 */
export function fits(value: string, typed: string, found: string[] = []): number {
  const [words = "", title] = found;
  if (title === undefined) return !nameFits(value, typed) ? 0 : isNamed(words, typed) ? NAMED : FITS;
  return words === typed.trim() || nameFits(title, typed) ? FITS : 0;
}

/** As many projects as one looks through. */
const PROJECTS_MAX = 12;

/** Of the projects that fit what is typed those to show, one that is named by it before all, and how many more there are. */
export function fittingProjects<P extends { name: string }>(projects: readonly P[], typed: string): { shown: P[]; more: number } {
  const fitting = projects.filter(({ name }) => nameFits(`project ${name}`, typed));
  const first = fitting.toSorted((a, b) => Number(isNamed(b.name, typed)) - Number(isNamed(a.name, typed)));
  return { shown: first.slice(0, PROJECTS_MAX), more: Math.max(0, fitting.length - PROJECTS_MAX) };
}
