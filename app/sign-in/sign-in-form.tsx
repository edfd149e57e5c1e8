"use client";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const WORDS: Record<string, string> = {
  CredentialsSignin: "That email and password do not belong together.",
  too_many_requests: "Too many wrong tries. Wait a few minutes, then try again.",
  storage_unavailable: "The database is away. Try again in a moment.",
};

export function SignInForm({ goal }: { goal: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const answer = await signIn("credentials", { email: form.get("email"), password: form.get("password"), redirect: false }).catch(
      () => undefined,
    );
    if (answer?.ok && !answer.error) return window.location.assign(goal);
    setBusy(false);
    setProblem(
      answer ? (WORDS[answer.error ?? ""] ?? "The server could not sign you in. Try again in a moment.") : "The server cannot be reached.",
    );
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Email">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />}
      </Field>
      <Field label="Password">
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      {problem && (
        <p role="alert" className="rounded-md bg-failed-soft px-3 py-2 text-failed">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" size="lg" disabled={isBusy}>
        Sign in
      </Button>
    </form>
  );
}
