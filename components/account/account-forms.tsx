"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

/** The name that others see. */
export function NameForm({ name, rename }: { name: string; rename: (input: { name: string }) => Promise<Answer> }) {
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(form: HTMLFormElement) {
    const answer = await answered(rename({ name: String(new FormData(form).get("name")) }));
    setProblem(answer.ok ? null : sayRefusal(answer.refusal));
    if (answer.ok) toast.success("Saved.");
  }

  return (
    <Form onSubmit={submit}>
      <Field label="Name" error={problem}>
        {(control) => (
          <span className="flex gap-2">
            <Input {...control} name="name" defaultValue={name} required maxLength={80} autoComplete="name" />
            <Button type="submit" className="h-[34px] touch:h-11">
              Save
            </Button>
          </span>
        )}
      </Field>
    </Form>
  );
}

type Change = (input: { current: string; next: string }) => Promise<Answer<{ ended: number }>>;

/** A new password; it signs out every other device. */
export function PasswordForm({ change }: { change: Change }) {
  const [problem, setProblem] = useState<{ field: "current" | "next" | "again"; words: string } | null>(null);
  const wordsAt = (field: string) => (problem?.field === field ? problem.words : null);

  async function submit(target: HTMLFormElement) {
    const form = new FormData(target);
    const next = String(form.get("next"));
    if (next !== form.get("again")) return setProblem({ field: "again", words: "The two new passwords differ." });
    const answer = await answered(change({ current: String(form.get("current")), next }));
    if (!answer.ok) {
      const { code } = answer.refusal;
      const field = code === "wrong_password" ? "current" : code === "weak_password" ? "next" : "again";
      return setProblem({ field, words: sayRefusal(answer.refusal) });
    }
    setProblem(null);
    target.reset();
    toast.success(
      answer.ended > 0 ? `Changed. ${answer.ended} other ${answer.ended === 1 ? "device was" : "devices were"} signed out.` : "Changed.",
    );
  }

  return (
    <Form onSubmit={submit} method="post" className="grid max-w-[420px] gap-4">
      <Field label="Current password" error={wordsAt("current")}>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" required />}
      </Field>
      <Field label="New password" hint="At least 12 characters." error={wordsAt("next")}>
        {(control) => <Input {...control} name="next" type="password" autoComplete="new-password" required />}
      </Field>
      <Field label="Repeat new password" error={wordsAt("again")}>
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
      </Field>
      <div>
        <Button type="submit">Change password</Button>
      </div>
    </Form>
  );
}
