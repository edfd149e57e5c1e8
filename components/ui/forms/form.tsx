"use client";
import { TriangleAlertIcon } from "lucide-react";
import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { problemsIn, problemsOf, type Refused, withoutSolved } from "./field-problems";
import { FormContext, initialForm } from "./form-state";

/**
 * It was done, and what comes next is elsewhere: until that is there the form does nothing more. Who has gone elsewhere meanwhile is left alone.
 * `done`: what was done and where it is, said where that does not come.
 */
type Done = { leave: () => void; done?: ReactNode };
type Outcome = Refused | Done | null;

type FormProps = Omit<ComponentProps<"form">, "onSubmit" | "noValidate"> & {
  /** What fields require holds. What it was refused for is said under its field or by `FormProblem`: the focus goes to the first field. */
  onSubmit: (form: HTMLFormElement, submitter: HTMLElement | null) => Outcome | Promise<Outcome>;
};

/** A page that takes longer is not waited for. */
const LEAVES_WITHIN_MS = 10_000;

const isControl = (target: EventTarget): target is HTMLInputElement => target instanceof Element && "validity" in target;

/** All of the form, or the part that its button is for: the fieldset of that name. */
function checkedBy(form: HTMLFormElement, submitter: HTMLElement | null): Iterable<Element> {
  const part = form.elements.namedItem(submitter?.dataset.checks ?? "");
  return part instanceof HTMLFieldSetElement ? part.elements : form.elements;
}

const focusFirstWrong = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] input")?.focus();

/** A form that says in our own words, under each field, what is wrong with it, and leads to the first: the browser's bubbles show one, for a moment. */
export function Form({ onSubmit, onInput, children, ...props }: FormProps) {
  const [state, setState] = useState(initialForm);
  const own = useRef<HTMLFormElement>(null);
  const isSending = useRef(false);
  const [left, setLeft] = useState<ReactNode>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  // Drawn by now: with the focus the words are read out.
  useEffect(() => {
    if (state.tries > 0) focusFirstWrong(own.current);
  }, [state.tries]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // Sent twice, it would be done twice.
    if (isSending.current) return;
    const form = event.currentTarget;
    const { nativeEvent } = event;
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const found = problemsIn(checkedBy(form, submitter));
    if (Object.keys(found).length > 0) return setState(({ tries }) => ({ problems: found, tries: tries + 1, isSending: false }));
    isSending.current = true;
    setLeft(null);
    setState((before) => ({ ...before, isSending: true }));
    let outcome: Outcome = null;
    try {
      outcome = await onSubmit(form, submitter);
    } finally {
      const leave = outcome && "leave" in outcome ? outcome.leave : null;
      isSending.current = leave !== null;
      const problems = outcome && "words" in outcome ? problemsOf(outcome, (name) => form.elements.namedItem(name)) : {};
      setState(({ tries }) => ({ problems, tries: tries + 1, isSending: isSending.current }));
      if (leave && form.isConnected) {
        leave();
        leaving.current = setTimeout(() => stay(outcome), LEAVES_WITHIN_MS);
      }
    }
  }

  function stay(outcome: Outcome) {
    isSending.current = false;
    setState((before) => ({ ...before, isSending: false }));
    if (outcome && "done" in outcome) setLeft(outcome.done);
  }

  return (
    <FormContext value={state}>
      <form
        ref={own}
        noValidate
        onSubmit={submit}
        onInput={(event) => {
          onInput?.(event);
          if (!isControl(event.target)) return;
          const problems = withoutSolved(state.problems, event.target);
          if (problems !== state.problems) setState((before) => ({ ...before, problems }));
        }}
        {...props}
      >
        {children}
        {left ? (
          <Notice role="alert" tone="warn">
            <TriangleAlertIcon aria-hidden />
            <span>{left}</span>
          </Notice>
        ) : null}
      </form>
    </FormContext>
  );
}
