import { useId } from "react";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Field } from "@/components/ui/forms/field";
import { ProblemWords } from "@/components/ui/forms/form-problem";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import type { FormField, FormValues } from "./elicitation-fields";

type Of<K extends FormField["kind"]> = Extract<FormField, { kind: K }>;
type Props<F = FormField> = {
  field: F;
  value: FormValues[string] | undefined;
  problem: string | undefined;
  onChange: (value: FormValues[string]) => void;
};

function Choices({ field, value, problem, onChange }: Props<Of<"choices">>) {
  const chosen = Array.isArray(value) ? value : [];
  const words = useId();
  return (
    <fieldset className="min-w-0" aria-describedby={problem ? words : undefined} data-invalid={problem ? "" : undefined}>
      <legend className="font-medium">{field.isRequired ? `${field.label} *` : field.label}</legend>
      {field.hint ? <p className="text-xs text-muted-foreground">{field.hint}</p> : null}
      <div className="max-h-60 overflow-y-auto">
        {field.choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, choice.value] : chosen.filter((other) => other !== choice.value))
            }
          />
        ))}
      </div>
      {problem ? <ProblemWords id={words} words={problem} /> : null}
    </fieldset>
  );
}

/** What is asked of a number or a text beside its type, in words; empty: nothing. */
function bounds(field: Of<"number"> | Of<"text">): string {
  if (field.kind === "text") return field.maxLength === null ? "" : `at most ${field.maxLength.toLocaleString("en")} characters`;
  if (field.min !== null && field.max !== null) return `${field.min} to ${field.max}`;
  if (field.min !== null) return `at least ${field.min}`;
  return field.max === null ? "" : `at most ${field.max}`;
}

function Line({ field, value, problem, onChange }: Props<Of<"number"> | Of<"text"> | Of<"choice">>) {
  const text = typeof value === "string" ? value : "";
  const hint = [field.hint, field.kind === "choice" ? "" : bounds(field)].filter(Boolean).join(" · ");
  return (
    <Field label={field.isRequired ? `${field.label} *` : field.label} hint={hint || undefined} error={problem}>
      {(control) => {
        const shared = { ...control, "aria-required": field.isRequired, value: text };
        if (field.kind === "choice") {
          return (
            <Select {...shared} className="max-w-96" onChange={(event) => onChange(event.target.value)}>
              <option value="">{field.isRequired ? "Choose…" : "Nothing"}</option>
              {field.choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </Select>
          );
        }
        if (field.kind === "text" && field.input === "long")
          return <Textarea {...shared} onChange={(event) => onChange(event.target.value)} />;
        return (
          <Input
            {...shared}
            type={field.kind === "number" ? "text" : field.input}
            inputMode={field.kind === "number" ? (field.isWhole ? "numeric" : "decimal") : undefined}
            onChange={(event) => onChange(event.target.value)}
            {...(field.kind === "number" ? { className: "max-w-40" } : {})}
          />
        );
      }}
    </Field>
  );
}

/** One field of a question's form. */
export function ElicitationControl({ field, ...props }: Props) {
  if (field.kind === "choices") return <Choices field={field} {...props} />;
  if (field.kind !== "boolean") return <Line field={field} {...props} />;
  return (
    <Checkbox
      label={field.label}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.target.checked)}
      {...(field.hint ? { hint: field.hint } : {})}
    />
  );
}
