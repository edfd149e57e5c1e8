"use client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { Input } from "@/components/ui/forms/input";
import { Submit } from "@/components/ui/forms/submit";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "./dialog";

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
  async function submit(form: HTMLFormElement) {
    const words = await save(String(new FormData(form).get("text")));
    if (words !== null) return { words, field: "text" };
    onClose();
    return null;
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent isKept>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription>{description}</DialogDescription>
        <Form onSubmit={submit} className="mt-4">
          <Field label={label}>
            {(control) => <Input {...control} name="text" defaultValue={value} required maxLength={maxLength} autoFocus />}
          </Field>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Submit variant="primary">{action}</Submit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
