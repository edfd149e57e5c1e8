"use client";
import { PlusIcon } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { Input } from "@/components/ui/forms/input";
import { Submit } from "@/components/ui/forms/submit";
import { useLookAgain } from "@/components/ui/forms/use-look-again";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle, DialogTrigger } from "@/components/ui/overlays/dialog";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { LinkDialog, type OneTimeLink } from "./link-dialog";

type Create = (input: { name: string; email: string; isAdmin: boolean }) => Promise<Answer<{ link: OneTimeLink }>>;

/** A new account; its one-time link follows at once. */
export function AddPerson({ create }: { create: Create }) {
  const lookAgain = useLookAgain();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const [made, setMade] = useState<{ name: string; link: OneTimeLink } | null>(null);

  async function submit(element: HTMLFormElement) {
    const form = new FormData(element);
    const name = String(form.get("name"));
    const answer = await answered(create({ name, email: String(form.get("email")), isAdmin: form.get("admin") === "on" })).then(lookAgain);
    if (!answer.ok) return { words: sayRefusal(answer.refusal), field: "email" };
    setOpen(false);
    setMade({ name, link: answer.link });
    return null;
  }

  return (
    <>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button ref={button} variant="primary">
            <PlusIcon aria-hidden />
            Add person
          </Button>
        </DialogTrigger>
        <DialogContent isKept>
          <DialogTitle>Add a person</DialogTitle>
          <DialogDescription>
            They get a one-time link to set their password. What they may see is decided in each project.
          </DialogDescription>
          <Form onSubmit={submit} className="mt-4">
            <div className="grid gap-4">
              <Field label="Name">
                {(control) => <Input {...control} name="name" required maxLength={80} autoComplete="off" autoFocus />}
              </Field>
              <Field label="Email">{(control) => <Input {...control} name="email" type="email" required autoComplete="off" />}</Field>
              <Checkbox
                name="admin"
                label="Administrator"
                hint="Runs people, projects and agents. Reads no conversation unless made a reviewer."
              />
            </div>
            <DialogFooter>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Submit variant="primary">Create</Submit>
            </DialogFooter>
          </Form>
        </DialogContent>
      </Dialog>
      {made && <LinkDialog name={made.name} link={made.link} onClose={() => setMade(null)} onClosed={() => button.current?.focus()} />}
    </>
  );
}
