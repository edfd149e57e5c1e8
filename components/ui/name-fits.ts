/** What a list is filtered by that one would else look through. */

/** So many are more than one looks through. */
export const FILTERED_FROM = 13;

/** Whether a name is among those that a list is filtered to: by all words that were typed, in any case and order. */
export const nameFits = (name: string, text: string): boolean => {
  const known = name.toLowerCase();
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
};
