/** What a person typed to find a title, as patterns in which their signs mean themselves, in any case. */

const TEXT_MAX = 200;

/** One of them, or none: nothing was typed, every title fits. */
export type TitlePattern = { like: string | null; regex: string | null };

/** A letter in both cases. PostgreSQL itself knows only those of its locale, and that of the embedded one has no letter outside ASCII. */
function inAnyCase(letter: string): string {
  const upper = letter.toUpperCase();
  const cases = [...new Set([letter, letter.toLowerCase(), upper, upper.toLowerCase()])];
  return `(?:${cases.map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`;
}

export function titlePattern(text: string | undefined): TitlePattern {
  const cut = text?.replaceAll("\0", "").trim().slice(0, TEXT_MAX);
  const typed = cut?.replace(/[\uD800-\uDBFF]$/, "");
  if (!typed) return { like: null, regex: null };
  if (/^\p{ASCII}*$/u.test(typed)) return { like: `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`, regex: null };
  return { like: null, regex: Array.from(typed, inAnyCase).join("") };
}

/** As SQL; `like` and `regex` are the places of both among the values. */
export const titleFits = (title: string, like: string, regex: string): string =>
  `(${like}::text IS NULL OR ${title} ILIKE ${like}) AND (${regex}::text IS NULL OR ${title} ~ ${regex})`;
