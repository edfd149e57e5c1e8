/** What of the palette fits what is typed: 1 or 0, as the palette wants it. */

const hasWords = (text: string, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/**
 * `found` is given for a session: the words that the server found it by, and its title. It fits those words as they are; until the next
 * answer is there, others as anything does: Enter right after them must not open what they do not mean.
 */
export function fits(value: string, typed: string, found?: string[]): number {
  const [words, title = ""] = found ?? [];
  if (words === undefined) return hasWords(value, typed) ? 1 : 0;
  return words === typed.trim() || hasWords(title, typed) ? 1 : 0;
}
