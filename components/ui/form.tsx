"use client";
import { type ComponentProps, type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { FieldProblems } from "./field";
import { type Problems, problemsIn, withoutSolved } from "./field-problems";

type FormProps = Omit<ComponentProps<"form">, "onSubmit" | "noValidate"> & {
  /** What fields require holds. Problems that it finds are given to fields as `error`: the focus goes to the first. */
  onSubmit: (form: HTMLFormElement, submitter: HTMLElement | null) => void | Promise<void>;
};

const isControl = (target: EventTarget): target is HTMLInputElement => target instanceof Element && "validity" in target;

/** All of the form, or the part that its button is for: the fieldset of that name. */
function checkedBy(form: HTMLFormElement, submitter: HTMLElement | null): Iterable<Element> {
  const part = form.elements.namedItem(submitter?.dataset.checks ?? "");
  return part instanceof HTMLFieldSetElement ? part.elements : form.elements;
}

const focusFirstWrong = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] input")?.focus();

/** A form that says in our own words, under each field, what is wrong with it, and leads to the first: the browser's bubbles show one, for a moment. */
export function Form({ onSubmit, onInput, ...props }: FormProps) {
  const [problems, setProblems] = useState<Problems>({});
  const [tries, setTries] = useState(0);
  const own = useRef<HTMLFormElement>(null);
  const isSending = useRef(false);
  useEffect(() => {
    if (tries > 0) focusFirstWrong(own.current);
  }, [tries]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // Sent twice, it would be done twice.
    if (isSending.current) return;
    const form = event.currentTarget;
    const { nativeEvent } = event;
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const found = problemsIn(checkedBy(form, submitter));
    // Drawn first: with the focus the words are read out.
    flushSync(() => setProblems(found));
    if (Object.keys(found).length > 0) return focusFirstWrong(form);
    isSending.current = true;
    try {
      await onSubmit(form, submitter);
    } finally {
      isSending.current = false;
    }
    setTries((count) => count + 1);
  }

  return (
    <FieldProblems value={problems}>
      <form
        ref={own}
        noValidate
        onSubmit={submit}
        onInput={(event) => {
          onInput?.(event);
          if (isControl(event.target)) setProblems(withoutSolved(problems, event.target));
        }}
        {...props}
      />
    </FieldProblems>
  );
}
