/** The fields of a question's form, read from a JSON schema that a tool wrote; pure. */
import { cutShort } from "@/lib/domain/text/cut-short";
import { type LooseObject, listOf, numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { sentenceOf } from "@/lib/domain/text/sentence-of";

/** `raw` is what the schema calls it: a number stays one in the answer. */
export type Choice = { value: string; label: string; raw: unknown };
type TextInput = "text" | "email" | "url" | "date" | "datetime-local" | "long";
type Control =
  | { kind: "boolean"; initial: boolean }
  | { kind: "choice"; choices: Choice[]; initial: string }
  | { kind: "choices"; choices: Choice[]; least: number; most: number | null; initial: string[] }
  | { kind: "number"; isWhole: boolean; min: number | null; max: number | null; initial: string }
  | { kind: "text"; input: TextInput; minLength: number | null; maxLength: number | null; initial: string };
export type FormField = { name: string; label: string; hint: string; isRequired: boolean } & Control;
export type FormValues = Record<string, string | boolean | string[]>;

const LABEL_MAX = 200;
const HINT_MAX = 600;
/** From this length on a text gets more than one line. */
const LONG_TEXT = 200;

const inputs = { email: "email", uri: "url", date: "date", "date-time": "datetime-local" } as const;

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

/** The closed list of answers, from `enum` (with `enumNames`) or a list of constants with titles; each once. */
export function choicesOf(schema: LooseObject): Choice[] {
  const titled = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].map(objectOf).filter((option) => "const" in option);
  const names = listOf(schema.enumNames);
  const all =
    titled.length > 0
      ? titled.map((option) => ({ raw: option.const, label: textOf(option.title) }))
      : listOf(schema.enum).map((raw, index) => ({ raw, label: textOf(names[index]) }));
  const choices = new Map<string, Choice>();
  for (const { raw, label } of all) {
    const value = String(raw);
    if (isPlain(raw) && !choices.has(value)) choices.set(value, { value, raw, label: cutShort(label || value, LABEL_MAX) });
  }
  return [...choices.values()];
}

/** A moment as the browser's own field writes it: in this place's time, without seconds; empty for a year that such a field cannot hold. */
function localMoment(text: string): string {
  const at = new Date(text);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  const written = Number.isNaN(local.getTime()) ? "" : local.toISOString();
  return /^\d{4}-/.test(written) ? written.slice(0, 16) : "";
}

function textControl(schema: LooseObject): Control {
  const format = textOf(schema.format);
  const maxLength = numberOf(schema.maxLength);
  const plain = maxLength !== null && maxLength > LONG_TEXT ? "long" : "text";
  const input = Object.hasOwn(inputs, format) ? inputs[format as keyof typeof inputs] : plain; // as: checked by hasOwn
  const initial = textOf(schema.default);
  return {
    kind: "text",
    input,
    minLength: numberOf(schema.minLength),
    maxLength,
    initial: input === "datetime-local" ? localMoment(initial) : initial,
  };
}

function controlOf(schema: LooseObject): Control {
  const choices = choicesOf(schema);
  if (schema.type === "boolean") return { kind: "boolean", initial: schema.default === true };
  if (schema.type === "array") {
    const initial = listOf(schema.default).filter(isPlain).map(String);
    return {
      kind: "choices",
      choices: choicesOf(objectOf(schema.items)),
      least: numberOf(schema.minItems) ?? 0,
      most: numberOf(schema.maxItems),
      initial,
    };
  }
  if (choices.length > 0) return { kind: "choice", choices, initial: isPlain(schema.default) ? String(schema.default) : "" };
  if (schema.type !== "number" && schema.type !== "integer") return textControl(schema);
  const isWhole = schema.type === "integer";
  return { kind: "number", isWhole, min: numberOf(schema.minimum), max: numberOf(schema.maximum), initial: textOf(schema.default) };
}

/** The fields of a question; none when it only wants a yes or no. */
export function readFields(schema: unknown): FormField[] {
  const { properties, required } = objectOf(schema);
  const needed = new Set(listOf(required));
  return Object.entries(objectOf(properties)).map(([name, raw]) => {
    const field = objectOf(raw);
    const label = cutShort(textOf(field.title) || sentenceOf(name), LABEL_MAX);
    return { name, label, hint: cutShort(textOf(field.description), HINT_MAX), isRequired: needed.has(name), ...controlOf(field) };
  });
}

export const initialValues = (fields: readonly FormField[]): FormValues =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
