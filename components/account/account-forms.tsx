"use client";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { Input } from "@/components/ui/forms/input";
import { Submit } from "@/components/ui/forms/submit";
import { toast } from "@/components/ui/overlays/toast";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

/** The name that others see. */
export function NameForm({ name, rename }: { name: string; rename: (input: { name: string }) => Promise<Answer> }) {
  async function submit(form: HTMLFormElement) {
    const answer = await answered(rename({ name: String(new FormData(form).get("name")) }));
    if (!answer.ok) return { words: sayRefusal(answer.refusal), field: "name" };
    toast.success("Saved.");
    return null;
  }

  return (
    <Form onSubmit={submit}>
      <Field label="Name">
        {(control) => (
          <span className="flex gap-2">
            <Input {...control} name="name" defaultValue={name} required maxLength={80} autoComplete="name" />
            <Submit className="h-[34px] touch:h-11">Save</Submit>
          </span>
        )}
      </Field>
    </Form>
  );
}

type Change = (input: { current: string; next: string }) => Promise<Answer<{ ended: number }>>;

/** A new password; it signs out every other device. */
export function PasswordForm({ change }: { change: Change }) {
  async function submit(target: HTMLFormElement) {
    const form = new FormData(target);
    const next = String(form.get("next"));
    if (next !== form.get("again")) return { field: "again", words: "The two new passwords differ." };
    const answer = await answered(change({ current: String(form.get("current")), next }));
    if (!answer.ok) {
      const { code } = answer.refusal;
      const field = code === "wrong_password" ? "current" : code === "weak_password" ? "next" : "again";
      return { field, words: sayRefusal(answer.refusal) };
    }
    target.reset();
    toast.success(
      answer.ended > 0 ? `Changed. ${answer.ended} other ${answer.ended === 1 ? "device was" : "devices were"} signed out.` : "Changed.",
    );
    return null;
  }

  return (
    <Form onSubmit={submit} method="post" className="grid max-w-[420px] gap-4">
      <Field label="Current password">
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" required />}
      </Field>
      <Field label="New password" hint="At least 12 characters.">
        {(control) => <Input {...control} name="next" type="password" autoComplete="new-password" required />}
      </Field>
      <Field label="Repeat new password">
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
      </Field>
      <div>
        <Submit>Change password</Submit>
      </div>
    </Form>
  );
}
