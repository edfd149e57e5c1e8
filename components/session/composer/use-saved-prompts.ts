"use client";
import { useCallback, useRef, useState } from "react";
import { answered } from "@/lib/domain/answered";
import type { SavedPrompt } from "@/lib/domain/projects/saved-prompt";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

/** The server's verbs for a person's own prompts of one project. */
export type PromptVerbs = {
  list: (input: { projectId: number }) => Promise<Answer<{ prompts: SavedPrompt[] }>>;
  save: (input: { projectId: number; name: string; text: string }) => Promise<Answer<{ prompt: SavedPrompt }>>;
  remove: (input: { projectId: number; id: number }) => Promise<Answer>;
};

export type SavedPrompts = {
  /** By name; empty until they were asked for. */
  prompts: readonly SavedPrompt[];
  /** Asks for them once. */
  load: () => void;
  /** Words why it could not be done; null: done. */
  save: (name: string, text: string) => Promise<string | null>;
  remove: (id: number) => Promise<string | null>;
};

/** A person's own prompts of a project: asked for when the composer is first used, and kept up to date by what is done here. */
export function useSavedPrompts(projectId: number, verbs: PromptVerbs): SavedPrompts {
  const [prompts, setPrompts] = useState<readonly SavedPrompt[]>([]);
  const isAsked = useRef(false);

  const load = useCallback(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    const again = () => {
      isAsked.current = false;
    };
    void answered(verbs.list({ projectId })).then((answer) => (answer.ok ? setPrompts(answer.prompts) : again()));
  }, [projectId, verbs]);

  const save = async (name: string, text: string) => {
    const answer = await answered(verbs.save({ projectId, name, text }));
    if (!answer.ok) return sayRefusal(answer.refusal);
    const { prompt } = answer;
    setPrompts((old) => [...old.filter(({ id }) => id !== prompt.id), prompt].sort((a, b) => a.name.localeCompare(b.name)));
    return null;
  };
  const remove = async (id: number) => {
    const answer = await answered(verbs.remove({ projectId, id }));
    if (!answer.ok && answer.refusal.code !== "not_found") return sayRefusal(answer.refusal);
    setPrompts((old) => old.filter((prompt) => prompt.id !== id));
    return null;
  };
  return { prompts, load, save, remove };
}
