"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

type Redeem = (input: { token: string; password: string }) => Promise<Answer<{ email: string }>>;

/** Sets a password by a one-time link and leads to the sign-in page. */
export function SetPasswordForm({ token, redeem }: { token: string; redeem: Redeem }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    if (password !== form.get("again")) return setProblem("The two passwords differ.");
    setBusy(true);
    const answer = await redeem({ token, password });
    setBusy(false);
    if (!answer.ok) return setProblem(sayRefusal(answer.refusal));
    router.push("/sign-in?password=set");
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="New password" hint="At least 12 characters. A few words are easier to keep than symbols.">
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" minLength={12} required />}
      </Field>
      <Field label="Repeat password" error={problem}>
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={isBusy}>
        Set password
      </Button>
    </form>
  );
}
