/** Reading JSON that someone else made: never fails, gives an empty value where the shape is another. */

export type LooseObject = Record<string, unknown>;

/** Undefined: the text is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is LooseObject => typeof value === "object" && value !== null && !Array.isArray(value);
export const objectOf = (value: unknown): LooseObject => (isObject(value) ? value : {});
export const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
export const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Answers that name what they started are short. */
const SHORT_MAX = 20_000;

/** The object that a short JSON text is; empty where it is none. */
export function shortJson(content: string, max = SHORT_MAX): LooseObject {
  return content.length > max || !content.startsWith("{") ? {} : objectOf(jsonOf(content));
}

/** A text as it is, anything else as its JSON; nothing is "". */
export const textOrJson = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
/** The texts of a list, without what is none. */
export const textsOf = (value: unknown): string[] => listOf(value).map(textOf).filter(Boolean);
/** A text, or the list of its lines that stands for it. */
export const textOfLines = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join("\n") : textOf(value));
