"use client";
import { useState } from "react";
import { DoneElsewhere } from "@/components/ui/forms/done-elsewhere";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Link } from "@/components/ui/reach/link";
import { useGo } from "@/components/ui/reach/use-go";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { emptyAgent } from "./agent-draft";
import { AgentForm, type UpstreamInput } from "./agent-form";

type Create = (input: { name: string; upstream: UpstreamInput }) => Promise<Answer<{ id: number }>>;

/** A project and its agent in one go; whoever makes it is its first developer. */
export function NewProjectForm({ create }: { create: Create }) {
  const go = useGo();
  const [name, setName] = useState("");

  async function save(upstream: UpstreamInput) {
    const answer = await answered(create({ name, upstream }));
    if (!answer.ok) return answer;
    const href = `/projects/${answer.id}`;
    return {
      ok: answer.ok,
      leave: () => go(href),
      done: <DoneElsewhere what="The project was made, but its page" href={href} as={Link} />,
    };
  }

  return (
    <AgentForm start={emptyAgent} projectId={null} hasToken={false} submitLabel="Create project" save={save}>
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={80}
            autoComplete="off"
            autoFocus
          />
        )}
      </Field>
    </AgentForm>
  );
}
