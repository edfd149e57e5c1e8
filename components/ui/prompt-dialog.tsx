"use client";
import { useState } from "react";
import { Button } from "./button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "./dialog";
import { Field } from "./field";
import { Form } from "./form";
import { Input } from "./input";

type PromptProps = {
  title: string;
  description: string;
  label: string;
  /** The verb on the button that saves. */
  action: string;
  value: string;
  maxLength: number;
  onClose: () => void;
  /** Saves it; words say why it could not be, null closes the dialog. */
  save: (value: string) => Promise<string | null>;
};

/** Asks for one line of text. */
export function PromptDialog({ title, description, label, action, value, maxLength, onClose, save }: PromptProps) {
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(form: HTMLFormElement) {
    const words = await save(String(new FormData(form).get("text")));
    if (words === null) onClose();
    else setProblem(words);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{description}</DialogDescription>
        <Form onSubmit={submit} className="mt-4">
          <Field label={label} error={problem}>
            {(control) => <Input {...control} name="text" defaultValue={value} required maxLength={maxLength} autoFocus />}
          </Field>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary">
              {action}
            </Button>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
