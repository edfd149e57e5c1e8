"use client";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cn } from "./cn";
import type { Problems } from "./field-problems";

/** What the form around a field found wrong with it. */
export const FieldProblems = createContext<Problems>({});

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  className?: string;
  /** Draws the control with the ids that join it to its label, hint and error. */
  children: (control: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
};

/** A label, a control, and the words under it. */
export function Field({ label, hint, error: given, className, children }: FieldProps) {
  const id = useId();
  const error = useContext(FieldProblems)[id] ?? given;
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div data-slot="field" className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, ...(described ? { "aria-describedby": described } : {}), ...(error ? { "aria-invalid": true } : {}) })}
      {hint && !error && (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-failed">
          {error}
        </p>
      )}
    </div>
  );
}
