"use client";
import { TriangleAlertIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { WHOLE } from "./field-problems";
import { useForm } from "./form-state";

/** Under what is wrong; after each try anew, so that it is read out again. */
export function ProblemWords({ id, words, className }: { id: string; words: string; className?: string }) {
  return (
    <p key={useForm().tries} id={id} role="alert" className={cn("text-xs text-failed", className)}>
      {words}
    </p>
  );
}

/** Why the form around it was refused, where that is no field's. */
export function FormProblem({ className }: { className?: string }) {
  const { problems, tries } = useForm();
  const words = problems[WHOLE];
  return words === undefined ? null : (
    <Notice key={tries} role="alert" tone="bad" className={className}>
      <TriangleAlertIcon aria-hidden />
      {words}
    </Notice>
  );
}
