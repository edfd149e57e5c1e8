"use client";
import { useState } from "react";
import { DoneElsewhere } from "@/components/ui/forms/done-elsewhere";
import { Field } from "@/components/ui/forms/field";
import { FilteredSelect } from "@/components/ui/forms/filtered-select";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Input } from "@/components/ui/forms/input";
import { Submit } from "@/components/ui/forms/submit";
import { Link } from "@/components/ui/reach/link";
import { useGo } from "@/components/ui/reach/use-go";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { likeliestProject, type StartableProject } from "./likeliest-project";

type Create = (input: { projectId: number; title?: string; role?: string }) => Promise<Answer<{ id: string }>>;

const AGENTS = {
  demo: "demo agent: scripted, no model",
  external: "an agent at an address",
  managed: "an agent started for each session",
};

type Props = { projects: StartableProject[]; preset: number | null; latest: number | null; create: Create };

/** `preset`: the project that the address asks for; `latest`: the one that the viewer worked in last. */
export function NewSessionForm({ projects, preset, latest, create }: Props) {
  const go = useGo();
  const first = likeliestProject(projects, latest);
  const [wanted, setChosen] = useState<number | null>(projects.find((p) => p.id === preset)?.id ?? first);
  // One that was taken away meanwhile is not on the form any more, and is not what it starts in.
  const chosen = wanted === null || projects.some(({ id }) => id === wanted) ? wanted : first;
  const kind = projects.find((project) => project.id === chosen)?.kind ?? "demo";
  /** The focus begins where something is left to decide. */
  const isDecided = projects.length === 1 || projects.some((p) => p.id === preset);

  async function submit(element: HTMLFormElement) {
    const form = new FormData(element);
    if (chosen === null) return { words: "Choose one.", field: "project" };
    const answer = await answered(
      create({ projectId: chosen, title: String(form.get("title") ?? ""), role: String(form.get("role") ?? "") }),
    );
    if (!answer.ok) return { words: sayRefusal(answer.refusal) };
    const href = `/sessions/${answer.id}`;
    return { leave: () => go(href), done: <DoneElsewhere what="The session was started, but its page" href={href} as={Link} /> };
  }

  return (
    <Form onSubmit={submit} className="grid gap-4">
      <Field label="Project" hint={AGENTS[kind]}>
        {(control) => (
          <FilteredSelect
            {...control}
            name="project"
            one="project"
            many="projects"
            options={projects}
            chosen={chosen}
            onChoose={setChosen}
            autoFocus={!isDecided}
          />
        )}
      </Field>
      <Field label="Title" hint="Left empty, the first message gives it its name.">
        {(control) => <Input {...control} name="title" maxLength={120} autoComplete="off" autoFocus={isDecided} />}
      </Field>
      {kind !== "demo" && (
        <Field label="Role" hint="Left empty, the project's or the agent's own, like developer or developer:rust.">
          {(control) => <Input {...control} name="role" maxLength={128} autoComplete="off" className="font-mono" />}
        </Field>
      )}
      <FormProblem />
      <div>
        <Submit variant="primary" size="lg">
          Start session
        </Submit>
      </div>
    </Form>
  );
}
