"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { emptyAgent } from "./agent-draft";
import { AgentForm, type UpstreamInput } from "./agent-form";

type Create = (input: { name: string; upstream: UpstreamInput }) => Promise<Answer<{ id: number }>>;

/** A project and its agent in one go; whoever makes it is its first developer. */
export function NewProjectForm({ create }: { create: Create }) {
  const router = useRouter();
  const [name, setName] = useState("");

  async function save(upstream: UpstreamInput) {
    const answer = await answered(create({ name, upstream }));
    return answer.ok ? { ok: answer.ok, leave: () => router.push(`/projects/${answer.id}`) } : answer;
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
