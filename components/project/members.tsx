"use client";
import { CheckIcon, PlusIcon, XIcon } from "lucide-react";
import { useId, useOptimistic, useRef, useState, useTransition } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Field } from "@/components/ui/forms/field";
import { Form } from "@/components/ui/forms/form";
import { ProblemWords } from "@/components/ui/forms/form-problem";
import { useForm } from "@/components/ui/forms/form-state";
import { Submit } from "@/components/ui/forms/submit";
import { useLookAgain } from "@/components/ui/forms/use-look-again";
import { leaveRow } from "@/components/ui/leave-row";
import { PersonFilter } from "@/components/ui/list-filter";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle, DialogTrigger } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Link } from "@/components/ui/reach/link";
import { Tag } from "@/components/ui/tag";
import { answered } from "@/lib/domain/answered";
import { personFits } from "@/lib/domain/people/person-fits";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { ProjectRole } from "@/lib/domain/viewer";
import { type Candidate, PersonSelect } from "./person-select";

export type Member = { personId: number; name: string; email: string; disabled: boolean; roles: ProjectRole[] };
type SetMember = (member: { personId: number; roles: ProjectRole[] }) => Promise<Answer>;

const ROLES: { role: ProjectRole; label: string; hint: string }[] = [
  { role: "developer", label: "Developer", hint: "Starts sessions and reads their own." },
  { role: "reviewer", label: "Reviewer", hint: "Reads every session of the project." },
  { role: "manager", label: "Manager", hint: "Sees what it costs, no text." },
];

/** By what the form says that none is chosen. */
const ROLE_BOXES = "roles";

function RoleBoxes({ chosen }: { chosen: readonly ProjectRole[] }) {
  const id = useId();
  const problem = useForm().problems[id];
  const words = `${id}-error`;
  return (
    <fieldset
      id={id}
      name={ROLE_BOXES}
      className="grid"
      aria-describedby={problem ? words : undefined}
      data-invalid={problem ? "" : undefined}
    >
      <legend className="mb-1 font-medium">May be</legend>
      {ROLES.map(({ role, label, hint }) => (
        <Checkbox key={role} name={role} label={label} hint={hint} aria-label={label} defaultChecked={chosen.includes(role)} />
      ))}
      {problem ? <ProblemWords id={words} words={problem} className="mt-1" /> : null}
    </fieldset>
  );
}

const rolesOf = (form: FormData): ProjectRole[] => ROLES.map(({ role }) => role).filter((role) => form.get(role) === "on");

function AddMember({ candidates, save }: { candidates: Candidate[]; save: SetMember }) {
  const lookAgain = useLookAgain();
  const [isOpen, setOpen] = useState(false);

  async function submit(element: HTMLFormElement) {
    const form = new FormData(element);
    const roles = rolesOf(form);
    if (roles.length === 0) return { words: "Choose at least one.", field: ROLE_BOXES };
    const answer = await answered(save({ personId: Number(form.get("person")), roles })).then(lookAgain);
    if (!answer.ok) return { words: sayRefusal(answer.refusal), field: "person" };
    setOpen(false);
    return null;
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        {/* One that is disabled would lose the focus that the dialog gives back. */}
        <Button isIdle={candidates.length === 0}>
          <PlusIcon aria-hidden />
          Add person
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Add a person to the project</DialogTitle>
        <DialogDescription>Somebody can be several things at once.</DialogDescription>
        <Form onSubmit={submit} className="mt-4">
          <div className="grid gap-4">
            <Field label="Person">{(control) => <PersonSelect candidates={candidates} control={control} />}</Field>
            <RoleBoxes chosen={["developer"]} />
          </div>
          <DialogFooter>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Submit variant="primary">Add</Submit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

type RowProps = { member: Member; change: (roles: ProjectRole[]) => Promise<boolean> };

function MemberRow({ member: { personId, name, email, disabled, roles }, change }: RowProps) {
  // A second click goes on from the first, whose answer is still on its way.
  const [wanted, want] = useOptimistic(roles);
  const [isSaving, startSaving] = useTransition();
  const row = useRef<HTMLLIElement>(null);
  const set = (next: ProjectRole[]) =>
    startSaving(async () => {
      want(next);
      if ((await change(next)) && next.length === 0) leaveRow(row.current);
    });
  return (
    <li ref={row} aria-busy={isSaving} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-3 py-2.5 last:border-b-0">
      <Avatar name={name} personId={personId} isBesideName />
      <div className="min-w-0 flex-1 max-sm:basis-[60%]">
        <p className="truncate font-medium" title={name}>
          {name} {disabled && <Tag tone="failed">disabled</Tag>}
        </p>
        <p id={`email-${personId}`} className="truncate text-xs text-muted-foreground" title={email}>
          {email}
        </p>
      </div>
      <div className="flex flex-wrap gap-1 max-sm:order-last max-sm:w-full">
        {ROLES.map(({ role, label, hint }) => {
          const isOn = wanted.includes(role);
          return (
            <Button
              key={role}
              size="sm"
              title={hint}
              aria-pressed={isOn}
              aria-label={`${name}: ${label}`}
              // As wide as with its mark, so that no button moves from under the pointer, and the roles of all stand below one another.
              className="min-w-24 text-muted-foreground aria-pressed:border-primary/35 aria-pressed:bg-primary-soft aria-pressed:text-primary"
              onClick={() => set(isOn ? wanted.filter((one) => one !== role) : [...wanted, role])}
            >
              {isOn && <CheckIcon aria-hidden />}
              {label}
            </Button>
          );
        })}
      </div>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Remove ${name}`}
        aria-describedby={`email-${personId}`}
        title={`Remove ${name}`}
        onClick={() => wanted.length > 0 && set([])}
      >
        <XIcon aria-hidden />
      </Button>
    </li>
  );
}

/** `text`: what the list is filtered by. */
type Props = { members: Member[]; text: string; candidates: Candidate[]; save: SetMember };

/** Who is in a project, as what. */
export function Members({ members, text, candidates, save }: Props) {
  const lookAgain = useLookAgain();
  const shown = members.filter((member) => personFits(member, text));

  async function change(member: Member, roles: ProjectRole[]): Promise<boolean> {
    const { personId, name, roles: before } = member;
    const answer = await answered(save({ personId, roles })).then(lookAgain);
    if (!answer.ok) toast.error(sayRefusal(answer.refusal));
    if (!answer.ok || roles.length > 0) return answer.ok;
    const undo = { label: "Undo", onClick: () => void change(member, before) };
    toast.success(`${name} is no longer in the project.`, { duration: 20_000, action: undo });
    return true;
  }

  return (
    <div className="grid grid-cols-1 gap-3">
      {members.length > 0 && <PersonFilter fits={shown.length} />}
      {(shown.length > 0 || members.length === 0) && (
        <ul aria-label="People" className="rounded-lg border bg-card">
          {members.length === 0 && (
            <li className="px-3 py-3 text-muted-foreground">Nobody yet. Until somebody is a developer here, no session can be started.</li>
          )}
          {shown.map((member) => (
            <MemberRow key={member.personId} member={member} change={(roles) => change(member, roles)} />
          ))}
        </ul>
      )}
      <div className="flex items-center gap-3">
        <AddMember candidates={candidates} save={save} />
        {candidates.length === 0 && (
          <span className="min-w-0 text-xs text-muted-foreground">
            Everybody with an account is in the project already.{" "}
            <Link href="/people" className="font-medium whitespace-nowrap text-primary hover:underline">
              Make an account
            </Link>
          </span>
        )}
      </div>
    </div>
  );
}
