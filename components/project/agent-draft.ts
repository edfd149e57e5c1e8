/** What the form of an agent holds while it is filled in. Not of the client alone: a server's page fills it with what is stored. */
import type { AgentKind } from "./agent-kind";

export type AgentDraft = {
  kind: AgentKind;
  url: string;
  token: string;
  /** The stored token is to go. */
  dropsToken: boolean;
  cwd: string;
  role: string;
  configPath: string;
  dataDir: string;
  envNames: string;
};

export const emptyAgent: AgentDraft = {
  kind: "managed",
  url: "",
  token: "",
  dropsToken: false,
  cwd: "",
  role: "",
  configPath: "",
  dataDir: "",
  envNames: "",
};
