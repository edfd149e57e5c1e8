"use client";
import { useEffect, useRef, useState } from "react";
import { takeAddress } from "@/components/account/kept-address";
import { Button } from "@/components/ui/button";
import { DoneElsewhere } from "@/components/ui/forms/done-elsewhere";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Input } from "@/components/ui/forms/input";
import { postForm } from "@/components/ui/forms/post-form";
import { Submit } from "@/components/ui/forms/submit";

const WORDS: Record<string, string> = {
  CredentialsSignin: "Email or password is not right. After a few wrong tries there is a pause.",
  too_many_requests: "Too many wrong tries. Wait a few minutes, then try again.",
  storage_unavailable: "The database is away. Try again in a moment.",
};

export function SignInForm({ goal }: { goal: string }) {
  const [isShown, setShown] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const kept = takeAddress();
    if (kept === null || !email.current || email.current.value !== "") return;
    email.current.value = kept;
    password.current?.focus();
  }, []);

  async function submit(element: HTMLFormElement) {
    const form = new FormData(element);
    const given = { email: String(form.get("email")), password: String(form.get("password")) };
    const answer = await postForm("callback/credentials", { ...given, callbackUrl: location.href }).catch(() => null);
    const done = <DoneElsewhere what="You are signed in, but the page" href={goal} />;
    if (answer?.ok && !answer.error) return { leave: () => window.location.assign(goal), done };
    // What is typed next replaces what was wrong.
    password.current?.select();
    if (!answer) return { words: "The server cannot be reached." };
    return { words: WORDS[answer.error ?? ""] ?? "The server could not sign you in. Try again in a moment." };
  }

  return (
    <Form onSubmit={submit} method="post" className="grid gap-4">
      <FormProblem />
      <Field label="Email">
        {(control) => (
          <Input {...control} ref={email} name="email" type="email" autoComplete="username" required autoFocus className="h-9" />
        )}
      </Field>
      <div className="relative">
        <Field label="Password">
          {(control) => (
            <Input
              {...control}
              ref={password}
              name="password"
              type={isShown ? "text" : "password"}
              autoComplete="current-password"
              required
              className="h-9"
            />
          )}
        </Field>
        <Button variant="link" className="absolute top-0 right-0 h-5 p-0 text-xs" onClick={() => setShown(!isShown)}>
          {isShown ? "Hide" : "Show"}
          <span className="sr-only"> password</span>
        </Button>
      </div>
      <Submit variant="primary" size="lg" busy="Signing in…" className="mt-1 touch:h-11">
        Sign in
      </Submit>
    </Form>
  );
}
