"use client";
import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { ProblemWords } from "./form-problem";
import { useForm } from "./form-state";

type FieldProps = {
  label: string;
  /** Said, not shown: what stands around the field says it. */
  hidesLabel?: boolean;
  hint?: ReactNode;
  /** Of a form that looks for what is wrong by itself. */
  error?: string | undefined;
  className?: string;
  /** Draws the control with the ids that join it to its label, hint and error. */
  children: (control: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
};

/** A label, a control, and the words under it. */
export function Field({ label, hidesLabel = false, hint, error: given, className, children }: FieldProps) {
  const id = useId();
  const error = useForm().problems[id] ?? given;
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div data-slot="field" className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className={hidesLabel ? "sr-only" : "font-medium"}>
        {label}
      </label>
      {children({ id, ...(described ? { "aria-describedby": described } : {}), ...(error ? { "aria-invalid": true } : {}) })}
      {hint && !error && (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      )}
      {error && <ProblemWords id={`${id}-error`} words={error} />}
    </div>
  );
}
