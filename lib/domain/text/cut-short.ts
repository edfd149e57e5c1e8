/** The beginning of a text that is longer than there is room for, with a sign that it goes on; no letter is cut in two. */
export const cutShort = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
