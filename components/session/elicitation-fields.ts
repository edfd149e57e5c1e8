import { type LooseObject, listOf, numberOf, objectOf, textOf } from "@/lib/domain/loose-json";

/** A field of a question's form, read from its JSON schema. */
export type FormField = { name: string; label: string; hint: string; isRequired: boolean } & (
  | { kind: "boolean"; initial: boolean }
  | { kind: "choice"; choices: Choice[]; initial: string }
  | { kind: "choices"; choices: Choice[]; initial: string[] }
  | { kind: "number"; isWhole: boolean; min: number | null; max: number | null; initial: string }
  | {
      kind: "text";
      input: "text" | "email" | "url" | "date" | "datetime-local";
      minLength: number | null;
      maxLength: number | null;
      pattern: string | null;
      initial: string;
    }
);
export type Choice = { value: string; label: string };
export type FormValues = Record<string, string | boolean | string[]>;

const inputs = { email: "email", uri: "url", date: "date", "date-time": "datetime-local" } as const;

/** "target_database" as "Target database". */
const sentenceOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace(/[_-]+/g, " ");

/** The closed list of answers, from `enum` (with `enumNames`) or a list of constants with titles. */
function choicesOf(schema: LooseObject): Choice[] {
  const titled = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].map(objectOf).filter((option) => "const" in option);
  if (titled.length > 0)
    return titled.map((option) => ({ value: textOf(option.const), label: textOf(option.title) || textOf(option.const) }));
  const names = listOf(schema.enumNames);
  return listOf(schema.enum).map((value, index) => ({ value: textOf(value), label: textOf(names[index]) || textOf(value) }));
}

function fieldOf(name: string, schema: LooseObject, isRequired: boolean): FormField {
  const common = { name, label: textOf(schema.title) || sentenceOf(name), hint: textOf(schema.description), isRequired };
  const choices = choicesOf(schema);
  if (schema.type === "boolean") return { ...common, kind: "boolean", initial: schema.default === true };
  if (schema.type === "array")
    return { ...common, kind: "choices", choices: choicesOf(objectOf(schema.items)), initial: listOf(schema.default).map(textOf) };
  if (choices.length > 0) return { ...common, kind: "choice", choices, initial: textOf(schema.default) };
  const initial = textOf(schema.default);
  if (schema.type === "number" || schema.type === "integer") {
    return {
      ...common,
      kind: "number",
      isWhole: schema.type === "integer",
      min: numberOf(schema.minimum),
      max: numberOf(schema.maximum),
      initial,
    };
  }
  const format = textOf(schema.format);
  const input = Object.hasOwn(inputs, format) ? inputs[format as keyof typeof inputs] : "text"; // as: checked by hasOwn
  const pattern = typeof schema.pattern === "string" ? schema.pattern : null;
  return { ...common, kind: "text", input, minLength: numberOf(schema.minLength), maxLength: numberOf(schema.maxLength), pattern, initial };
}

/** The fields of a question; none when it only wants a yes or no. */
export function readFields(schema: unknown): FormField[] {
  const { properties, required } = objectOf(schema);
  const needed = new Set(listOf(required));
  return Object.entries(objectOf(properties)).map(([name, field]) => fieldOf(name, objectOf(field), needed.has(name)));
}

export const initialValues = (fields: readonly FormField[]): FormValues =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));

function numberProblem(field: Extract<FormField, { kind: "number" }>, text: string): string | null {
  const value = Number(text.replace(",", "."));
  if (!Number.isFinite(value)) return "This must be a number.";
  if (field.isWhole && !Number.isInteger(value)) return "This must be a whole number.";
  if (field.min !== null && value < field.min) return `The least is ${field.min}.`;
  if (field.max !== null && value > field.max) return `The most is ${field.max}.`;
  return null;
}

function textProblem(field: Extract<FormField, { kind: "text" }>, text: string): string | null {
  if (field.minLength !== null && text.length < field.minLength) return `At least ${field.minLength} characters.`;
  if (field.maxLength !== null && text.length > field.maxLength) return `At most ${field.maxLength} characters.`;
  if (field.input === "email" && !/^[^\s@]+@[^\s@]+$/.test(text)) return "This must be an email address.";
  if (field.input === "url" && !URL.canParse(text)) return "This must be a full address, like https://example.org.";
  return null;
}

const required = "This is needed.";

/** A field's part of the answer, or what is wrong with it; `undefined`: left out. */
function readValue(field: FormField, value: FormValues[string] | undefined): { value: unknown } | { problem: string } {
  if (field.kind === "boolean") return { value: value === true };
  if (field.kind === "choices") {
    const chosen = Array.isArray(value) ? value : [];
    return chosen.length === 0 && field.isRequired ? { problem: "Choose at least one." } : { value: chosen };
  }
  const text = typeof value === "string" ? value : "";
  if (text === "") return field.isRequired ? { problem: required } : { value: undefined };
  if (field.kind === "choice") return { value: text };
  const problem = field.kind === "number" ? numberProblem(field, text) : textProblem(field, text);
  if (problem) return { problem };
  if (field.kind === "number") return { value: Number(text.replace(",", ".")) };
  return { value: field.input === "datetime-local" ? new Date(text).toISOString() : text };
}

/** The whole answer, or the problems by field. The bridge checks it against the schema once more. */
export function readContent(
  fields: readonly FormField[],
  values: FormValues,
): { ok: true; content: Record<string, unknown> } | { ok: false; problems: Record<string, string> } {
  const content: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const read = readValue(field, values[field.name]);
    if ("problem" in read) problems[field.name] = read.problem;
    else if (read.value !== undefined) content[field.name] = read.value;
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, content };
}
