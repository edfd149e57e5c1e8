/** What is wrong with the fields of a form, in our own words; pure but for what the browser knows of its fields. */

/** By the field's id. */
export type Problems = Readonly<Record<string, string>>;

/** Of the form as a whole. */
export const WHOLE = "";

/** Why what a form sent was refused; `field`: the name of what is to be changed, where it is one field's. */
export type Refused = { words: string; field?: string | undefined };

/** What of a form's control is looked at. */
export type Control = {
  id: string;
  type: string;
  value: string;
  required?: boolean;
  willValidate: boolean;
  validity: { valid: boolean; typeMismatch: boolean };
  validationMessage: string;
};

const isControl = (element: object): element is Control => "validity" in element && "value" in element;

/** Only blanks are nothing, but in a password. */
const isEmpty = ({ type, value }: Control): boolean => (type === "password" ? value : value.trim()) === "";

function problemOf(control: Control): string | null {
  if (!control.willValidate) return null;
  if (control.required && isEmpty(control)) return control.type === "select-one" ? "Choose one." : "This cannot be empty.";
  if (control.validity.valid) return null;
  return control.validity.typeMismatch && control.type === "email"
    ? "This is no email address. One looks like ada@example.com."
    : control.validationMessage;
}

/** In the order of the form. */
export function problemsIn(controls: Iterable<object>): Problems {
  const found: Record<string, string> = {};
  for (const control of controls) {
    const words = isControl(control) ? problemOf(control) : null;
    if (words !== null && isControl(control)) found[control.id] = words;
  }
  return found;
}

/** Under the field that it names; what is in no field of the form is the form's. */
export function problemsOf({ words, field }: Refused, fieldNamed: (name: string) => unknown): Problems {
  const control = field === undefined ? null : fieldNamed(field);
  const id = typeof control === "object" && control !== null && "id" in control ? control.id : null;
  return { [typeof id === "string" ? id : WHOLE]: words };
}

/** What was said of a field goes when it is right; the same object when nothing is new. */
export function withoutSolved(problems: Problems, control: Control): Problems {
  if (problems[control.id] === undefined || problemOf(control) !== null) return problems;
  const { [control.id]: _, ...others } = problems;
  return others;
}
