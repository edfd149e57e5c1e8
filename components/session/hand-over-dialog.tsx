"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Select } from "@/components/ui/forms/select";
import { Submit } from "@/components/ui/forms/submit";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "@/components/ui/overlays/dialog";
import { answered } from "@/lib/domain/answered";
import { sayRefusal, whyNot } from "@/lib/domain/refusal-words";
import type { SessionOnPage, SessionVerbs, Successor } from "./reading/session-on-page";

type Props = {
  session: SessionOnPage;
  verbs: Pick<SessionVerbs, "successors" | "handOver">;
  onClose: () => void;
  onDone: () => void;
};

/** Only the owner may share, so who may is the one who gives it away; an administrator gives away what is another's. */
function whatChanges({ shared, owner, rights }: SessionOnPage, to: Successor): string {
  const isOwn = rights["session:share"];
  const before = isOwn ? "You" : owner.name;
  const after = shared
    ? `${before} can still write here, as every developer of the project can.`
    : `${before} will not write here any more, and ${isOwn ? "read" : "reads"} it only as a reviewer of the project.`;
  return `${to.name} will own the session: name it, archive it, and say who may write. ${after} What was said and what it cost stays on record as it is.`;
}

function Pick({ people, onPick, onClose }: { people: readonly Successor[]; onPick: (to: Successor) => void; onClose: () => void }) {
  const pick = (form: HTMLFormElement) => {
    const id = Number(new FormData(form).get("person"));
    const to = people.find((one) => one.id === id);
    if (to) onPick(to);
    return null;
  };
  return (
    <Form onSubmit={pick} className="mt-4">
      <Field label="New owner">
        {(control) => (
          <Select {...control} name="person" required defaultValue="" autoFocus>
            <option value="" disabled>
              Choose a developer
            </option>
            {people.map(({ id, name, email }) => (
              <option key={id} value={id}>
                {name} ({email})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Next
        </Button>
      </DialogFooter>
    </Form>
  );
}

/** `give`: words say why it could not be. */
function Sure({ give, onDone, onBack }: { give: () => Promise<string | null>; onDone: () => void; onBack: () => void }) {
  const submit = async () => {
    const words = await give();
    return words === null ? { leave: onDone } : { words };
  };
  return (
    <Form onSubmit={submit}>
      <FormProblem className="mt-3" />
      <DialogFooter>
        <Button autoFocus onClick={onBack}>
          Back
        </Button>
        <Submit variant="danger">Hand over</Submit>
      </DialogFooter>
    </Form>
  );
}

/** Gives the session to another developer of the project: who, then what that means, then it is done. */
export function HandOverDialog({ session, verbs, onClose, onDone }: Props) {
  const [people, setPeople] = useState<readonly Successor[] | null>(null);
  const [to, setTo] = useState<Successor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { successors } = verbs;
  useEffect(() => {
    let isGone = false;
    const show = (answer: Awaited<ReturnType<typeof successors>>) => {
      if (isGone) return;
      if (answer.ok) setPeople(answer.people);
      else setProblem(sayRefusal(answer.refusal));
    };
    void answered(successors({ sessionId: session.id })).then(show);
    return () => {
      isGone = true;
    };
  }, [session.id, successors]);
  const handOver = async (person: Successor) => {
    const answer = await answered(verbs.handOver({ sessionId: session.id, personId: person.id }));
    return whyNot(answer);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogTitle>{to ? `Hand over to ${to.name}?` : "Hand over session"}</DialogTitle>
        <DialogDescription>{to ? whatChanges(session, to) : wordsFor(people, problem)}</DialogDescription>
        {problem ? (
          <p role="alert" className="mt-3 text-xs text-failed">
            {problem}
          </p>
        ) : null}
        {!to && people && people.length > 0 ? <Pick people={people} onPick={setTo} onClose={onClose} /> : null}
        {to ? <Sure give={() => handOver(to)} onDone={onDone} onBack={() => setTo(null)} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function wordsFor(people: readonly Successor[] | null, problem: string | null): string {
  if (problem) return "It is not handed over.";
  if (!people) return "Looking who is a developer of this project…";
  if (people.length === 0) return "Nobody else is a developer of this project. An administrator can add people to it.";
  return "Another developer of this project becomes its owner.";
}
