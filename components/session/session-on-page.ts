import type { SessionAction } from "@/lib/domain/policy";
import type { Answer } from "@/lib/domain/refusal";
import type { PromptVerbs } from "./use-saved-prompts";

/** What the page knows of a session beside its log. */
export type SessionOnPage = {
  id: string;
  title: string;
  projectId: number;
  projectName: string;
  projectArchived: boolean;
  isDemo: boolean;
  archived: boolean;
  owner: { id: number; name: string };
  model: string;
  role: string;
  rights: Record<SessionAction, boolean>;
};

/** What the page's menu can do; each answers in words when it may not. */
export type SessionVerbs = {
  rename: (input: { sessionId: string; title: string }) => Promise<Answer>;
  archive: (input: { sessionId: string }) => Promise<Answer>;
  restore: (input: { sessionId: string }) => Promise<Answer>;
  prompts: PromptVerbs;
};
