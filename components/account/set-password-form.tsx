"use client";
import { useRouter } from "next/navigation";
import { DoneElsewhere } from "@/components/ui/forms/done-elsewhere";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Input } from "@/components/ui/forms/input";
import { Submit } from "@/components/ui/forms/submit";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { keepAddress } from "./kept-address";

const NEXT = "/sign-in?password=set";

type Redeem = (input: { token: string; password: string }) => Promise<Answer<{ email: string }>>;

/** Sets a password by a one-time link and leads to the sign-in page. */
export function SetPasswordForm({ token, email, redeem }: { token: string; email: string; redeem: Redeem }) {
  const router = useRouter();

  async function submit(element: HTMLFormElement) {
    const form = new FormData(element);
    const password = String(form.get("password"));
    if (password !== form.get("again")) return { field: "again", words: "The two passwords differ." };
    const answer = await answered(redeem({ token, password }));
    if (!answer.ok) return { field: answer.refusal.code === "weak_password" ? "password" : undefined, words: sayRefusal(answer.refusal) };
    keepAddress(answer.email);
    const done = <DoneElsewhere what="Your password is set, but the page to sign in" href={NEXT} />;
    return { leave: () => router.push(NEXT), done };
  }

  return (
    <Form onSubmit={submit} method="post" className="grid gap-4">
      <FormProblem />
      {/* Whose password it is: for what keeps passwords. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="New password" hint="At least 12 characters. A few words are easier to keep than symbols.">
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required autoFocus />}
      </Field>
      <Field label="Repeat password">
        {(control) => <Input {...control} name="again" type="password" autoComplete="new-password" required />}
      </Field>
      <Submit variant="primary" size="lg">
        Set password
      </Submit>
    </Form>
  );
}
