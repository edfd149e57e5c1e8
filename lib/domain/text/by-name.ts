/** The order in which people read names: "anna" before "Zoe", and "Project 9" before "Project 10". A database's order may be that of bytes. */

const order = new Intl.Collator("en", { numeric: true });

/** Those of one name stay as they stand. */
export function byName<T extends { name: string }>(named: readonly T[]): T[] {
  return named.toSorted((a, b) => order.compare(a.name, b.name));
}
