"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { Input } from "@/components/ui/forms/input";
import { Submit } from "@/components/ui/forms/submit";
import { useLookAgain } from "@/components/ui/forms/use-look-again";
import { Confirm } from "@/components/ui/overlays/alert-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { WorkButton } from "@/components/ui/work-button";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

type Verbs = {
  rename(input: { projectId: number; name: string }): Promise<Answer>;
  archive(input: { projectId: number }): Promise<Answer>;
  restore(input: { projectId: number }): Promise<Answer>;
};

export function ProjectName({ projectId, name, rename }: { projectId: number; name: string; rename: Verbs["rename"] }) {
  const lookAgain = useLookAgain();
  async function submit(form: HTMLFormElement) {
    const answer = await answered(rename({ projectId, name: String(new FormData(form).get("name")) })).then(lookAgain);
    if (!answer.ok) return { words: sayRefusal(answer.refusal), field: "name" };
    toast.success("Saved.");
    return null;
  }

  return (
    <Form onSubmit={submit}>
      <Field label="Name">
        {(control) => (
          <span className="flex gap-2">
            <Input {...control} name="name" defaultValue={name} required maxLength={80} autoComplete="off" />
            <Submit className="h-[34px] touch:h-11">Save</Submit>
          </span>
        )}
      </Field>
    </Form>
  );
}

export function ProjectArchive({ projectId, isArchived, verbs }: { projectId: number; isArchived: boolean; verbs: Omit<Verbs, "rename"> }) {
  const lookAgain = useLookAgain();
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(isArchived);
  // The button that had the focus is gone, and the other one stands there.
  useEffect(() => {
    if (before.current !== isArchived && document.activeElement === document.body) place.current?.querySelector("button")?.focus();
    before.current = isArchived;
  }, [isArchived]);
  async function run(work: Promise<Answer>, done: string) {
    const answer = await answered(work).then(lookAgain);
    if (!answer.ok) return void toast.error(sayRefusal(answer.refusal));
    toast.success(done);
  }
  return (
    <div ref={place}>
      {isArchived ? (
        <WorkButton work={() => run(verbs.restore({ projectId }), "The project is active again.")}>Restore project</WorkButton>
      ) : (
        <Confirm
          trigger={<Button variant="danger-quiet">Archive project</Button>}
          title="Archive this project?"
          description="No new session can be started and no message sent. Everything stays readable, and you can restore it."
          action="Archive"
          onConfirm={() => run(verbs.archive({ projectId }), "Archived.")}
        />
      )}
    </div>
  );
}
