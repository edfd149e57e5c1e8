/** What a person typed to find a title, as a LIKE pattern in which their signs mean themselves. */

const TEXT_MAX = 200;

/** Null: nothing was typed, every title fits. */
export function titlePattern(text: string | undefined): string | null {
  const typed = text
    ?.replaceAll("\0", "")
    .trim()
    .slice(0, TEXT_MAX)
    .replace(/[\uD800-\uDBFF]$/, "");
  return typed ? `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
}
