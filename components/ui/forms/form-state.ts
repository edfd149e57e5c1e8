"use client";
import { createContext, useContext } from "react";
import type { Problems } from "./field-problems";

export type FormState = {
  problems: Problems;
  /** How often something was looked for: what is still wrong after another try is drawn anew by it, or no screen reader would say it again. */
  tries: number;
  isSending: boolean;
};

export const initialForm: FormState = { problems: {}, tries: 0, isSending: false };

/** What the form around a field knows. */
export const FormContext = createContext<FormState>(initialForm);

export const useForm = (): FormState => useContext(FormContext);
