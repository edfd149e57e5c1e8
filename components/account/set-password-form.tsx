"use client";
import { TriangleAlertIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useIsAwake } from "@/components/ui/use-is-awake";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { keepAddress } from "./kept-address";

/** Which field the words belong to; null: to none. */
type Problem = { field: "password" | "again" | null; words: string };

type Redeem = (input: { token: string; password: string }) => Promise<Answer<{ email: string }>>;

/** Sets a password by a one-time link and leads to the sign-in page. */
export function SetPasswordForm({ token, email, redeem }: { token: string; email: string; redeem: Redeem }) {
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  // As at signing in: before its scripts are there the form does not go out by itself.
  const isAwake = useIsAwake();

  async function submit(element: HTMLFormElement) {
    const form = new FormData(element);
    const password = String(form.get("password"));
    if (password !== form.get("again")) return setProblem({ field: "again", words: "The two passwords differ." });
    // Said again, it is read out again.
    setProblem(null);
    setBusy(true);
    const answer = await answered(redeem({ token, password }));
    setBusy(false);
    if (!answer.ok)
      return setProblem({ field: answer.refusal.code === "weak_password" ? "password" : null, words: sayRefusal(answer.refusal) });
    keepAddress(answer.email);
    router.push("/sign-in?password=set");
  }

  const wordsAt = (field: Problem["field"]) => (problem?.field === field ? problem.words : null);
  return (
    <Form onSubmit={submit} method="post" className="grid gap-4">
      {problem?.field === null ? (
        <Notice role="alert" tone="bad">
          <TriangleAlertIcon aria-hidden />
          {problem.words}
        </Notice>
      ) : null}
      {/* Whose password it is: for what keeps passwords. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="New password" hint="At least 12 characters. A few words are easier to keep than symbols." error={wordsAt("password")}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required autoFocus />}
      </Field>
      <Field label="Repeat password" error={wordsAt("again")}>
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy} disabled={!isAwake} className="disabled:opacity-100">
        Set password
      </Button>
    </Form>
  );
}
