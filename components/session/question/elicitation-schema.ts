/** Whether a tool's schema can be a form, or has to be shown as data and answered as JSON; pure. */
import { type LooseObject, listOf, objectOf } from "@/lib/domain/text/loose-json";
import { choicesOf, type FormField, readFields } from "./elicitation-fields";

const SCHEMA_MAX = 32 * 1024;
const FIELDS_MAX = 50;
const CHOICES_MAX = 200;
const NAME_MAX = 200;
/** What is drawn of a schema that is shown as data. */
const SHOWN_MAX = 4_000;

/** Words of JSON Schema that say more than a plain form can. */
const BEYOND = ["$ref", "$dynamicRef", "allOf", "not", "if", "then", "properties", "patternProperties", "prefixItems"];
const PLAIN = ["boolean", "string", "number", "integer"];

export type QuestionSchema = { kind: "form"; fields: FormField[] } | { kind: "raw"; why: string; schema: string };

const hasBeyond = (schema: LooseObject, words: readonly string[]): boolean => words.some((word) => Object.hasOwn(schema, word));

function isPlainField(name: string, schema: LooseObject): boolean {
  if (name === "__proto__" || name.length > NAME_MAX || hasBeyond(schema, BEYOND)) return false;
  const items = objectOf(schema.items);
  const choices = choicesOf(schema.type === "array" ? items : schema);
  if (choices.length > CHOICES_MAX) return false;
  if (schema.type === "array") return choices.length > 0 && !hasBeyond(items, BEYOND);
  // A list of shapes that are no constants is a choice between forms.
  const isOpen = listOf(schema.oneOf).length + listOf(schema.anyOf).length > choices.length;
  return !isOpen && (choices.length > 0 || PLAIN.some((type) => type === schema.type));
}

function written(schema: unknown): string | null {
  try {
    return JSON.stringify(schema, null, 2) ?? "";
  } catch {
    return null; // nested deeper than it can be walked
  }
}

/** Judges before anything is drawn: a schema comes from a tool and may be anything. */
export function readQuestionSchema(schema: unknown): QuestionSchema {
  const text = written(schema);
  const raw = (why: string): QuestionSchema => ({
    kind: "raw",
    why,
    schema: text === null ? "" : text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}\n…` : text,
  });
  if (text === null) return raw("It is nested too deeply to be shown.");
  if (text.length > SCHEMA_MAX) return raw(`It is ${Math.ceil(text.length / 1024).toLocaleString("en")} KiB long.`);
  if (schema === null || schema === undefined) return { kind: "form", fields: [] };
  const root = objectOf(schema);
  const properties = objectOf(root.properties);
  const names = Object.keys(properties);
  if (names.length > FIELDS_MAX) return raw(`It has ${names.length.toLocaleString("en")} fields.`);
  const isObject = root.type === undefined || root.type === "object";
  const isWhole = isObject && !hasBeyond(root, ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if", "patternProperties"]);
  const odd = names.filter((name) => !isPlainField(name, objectOf(properties[name])));
  if (!isWhole || (root.properties !== undefined && root.properties !== properties)) return raw("It is more than a list of fields.");
  if (odd.length > 0)
    return raw(
      `A form has no field for ${odd
        .slice(0, 3)
        .map((name) => `“${name.slice(0, 40)}”`)
        .join(", ")}.`,
    );
  return { kind: "form", fields: readFields(root) };
}
