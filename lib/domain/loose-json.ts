/** Reading JSON that someone else made: never fails, gives an empty value where the shape is another. */

export type LooseObject = Record<string, unknown>;

export const objectOf = (value: unknown): LooseObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as LooseObject) : {}; // as: checked on this line
export const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
export const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** The texts of a list, without what is none. */
export const textsOf = (value: unknown): string[] => listOf(value).map(textOf).filter(Boolean);
/** A text, or the list of its lines that stands for it. */
export const textOfLines = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join("\n") : textOf(value));
