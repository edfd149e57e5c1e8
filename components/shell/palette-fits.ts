/** What of the palette fits what is typed, and what is meant before all else. */

/** As the palette wants it: what has more stands higher, and with it its group. */
const NAMED = 1;
const FITS = 0.5;

const hasWords = (text: string, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** The whole of its name was typed. */
export const isNamed = (name: string, typed: string): boolean => name.trim().toLowerCase() === typed.trim().toLowerCase();

/**
 * `found` of a page, a command or a project is its name; of a session the words that the server found it by, and its title. A session fits those
 * words as they are; until the next answer is there, others as anything does: Enter right after them must not open what they do not mean.
 */
export function fits(value: string, typed: string, found: string[] = []): number {
  const [words = "", title] = found;
  if (title === undefined) return !hasWords(value, typed) ? 0 : isNamed(words, typed) ? NAMED : FITS;
  return words === typed.trim() || hasWords(title, typed) ? FITS : 0;
}
