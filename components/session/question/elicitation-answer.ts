/** What a person filled in as the answer to a question, or what is wrong with it; pure. */
import type { FormField, FormValues } from "./elicitation-fields";

type Content = Record<string, unknown>;
type Field<K extends FormField["kind"]> = Extract<FormField, { kind: K }>;

/** What "1,000" is depends on who writes it, so nobody guesses; of whole numbers "1.000" too. */
const THOUSANDS = /^[-+]?[1-9]\d{0,2}(,\d{3})+$/;
const WHOLE_THOUSANDS = /^[-+]?[1-9]\d{0,2}([.,]\d{3})+$/;

/** With a point or a comma; what is empty is no number. */
const numberIn = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));

function numberProblem(field: Field<"number">, text: string): string | null {
  if ((field.isWhole ? WHOLE_THOUSANDS : THOUSANDS).test(text.trim())) return "Write it without signs between thousands.";
  const value = numberIn(text);
  if (!Number.isFinite(value)) return "This must be a number.";
  if (field.isWhole && !Number.isInteger(value)) return "This must be a whole number.";
  if (field.min !== null && value < field.min) return `The least is ${field.min}.`;
  if (field.max !== null && value > field.max) return `The most is ${field.max}.`;
  return null;
}

function textProblem(field: Field<"text">, text: string): string | null {
  // Length as JSON Schema counts it: by characters, not by UTF-16 units.
  const length = Array.from(text).length;
  if (field.minLength !== null && length < field.minLength) return `At least ${field.minLength} characters.`;
  if (field.maxLength !== null && length > field.maxLength) return `At most ${field.maxLength} characters.`;
  if (field.input === "email" && !/^[^\s@]+@[^\s@]+$/.test(text)) return "This must be an email address.";
  if (field.input === "url" && !URL.canParse(text)) return "This must be a full address, like https://example.org.";
  if (field.input === "datetime-local" && Number.isNaN(Date.parse(text))) return "This must be a day and a time.";
  return null;
}

function readChosen({ choices, least, most, isRequired }: Field<"choices">, value: FormValues[string] | undefined) {
  const chosen = choices.filter((choice) => Array.isArray(value) && value.includes(choice.value));
  const needed = Math.max(least, isRequired ? 1 : 0);
  if (chosen.length === 0 && !isRequired) return { value: least > 0 ? undefined : [] };
  if (chosen.length < needed) return { problem: needed === 1 ? "Choose at least one." : `Choose at least ${needed}.` };
  if (most !== null && chosen.length > most) return { problem: `Choose at most ${most}.` };
  return { value: chosen.map(({ raw }) => raw) };
}

/** A field's part of the answer, or what is wrong with it; `undefined`: left out. */
function readValue(field: FormField, value: FormValues[string] | undefined): { value: unknown } | { problem: string } {
  if (field.kind === "boolean") return { value: value === true };
  if (field.kind === "choices") return readChosen(field, value);
  const text = typeof value === "string" ? value : "";
  const chosen = field.kind === "choice" ? field.choices.find((choice) => choice.value === text) : undefined;
  if (text === "" || (field.kind === "choice" && !chosen)) return field.isRequired ? { problem: "This is needed." } : { value: undefined };
  if (field.kind === "choice") return { value: chosen?.raw };
  const problem = field.kind === "number" ? numberProblem(field, text) : textProblem(field, text);
  if (problem) return { problem };
  if (field.kind === "number") return { value: numberIn(text) };
  return { value: field.input === "datetime-local" ? new Date(text).toISOString() : text };
}

/** The whole answer, or the problems by field. The bridge checks it against the schema once more. */
export function readContent(
  fields: readonly FormField[],
  values: FormValues,
): { ok: true; content: Content } | { ok: false; problems: Record<string, string> } {
  const content: Content = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const read = readValue(field, values[field.name]);
    if ("problem" in read) problems[field.name] = read.problem;
    else if (read.value !== undefined) content[field.name] = read.value;
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, content };
}

/** An answer that was written as JSON. */
export function readRawContent(text: string): { ok: true; content: Content } | { ok: false; problem: string } {
  try {
    const value: unknown = JSON.parse(text.trim() || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ok: true, content: value as Content }; // as: checked on this line
    return { ok: false, problem: "The answer must be an object, in braces." };
  } catch (error) {
    return { ok: false, problem: `This is no JSON yet: ${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
}
