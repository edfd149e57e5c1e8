/** How tool calls look by what they do and how they stand: icon, mark on the spine, tone. */
import {
  CircleHelp,
  Clock,
  Database,
  Eye,
  GitBranch,
  Globe,
  ListChecks,
  type LucideIcon,
  Pencil,
  Radar,
  Settings2,
  SquareTerminal,
  Wrench,
} from "lucide-react";
import type { MarkName } from "@/components/ui/marks";
import type { ToolKind } from "@/lib/domain/tools/tool-call";
import type { ToolItem } from "@/lib/domain/transcript/transcript-types";
import type { Tone } from "./spine-event";

export const toolIcons: Readonly<Record<ToolKind, LucideIcon>> = {
  read: Eye,
  edit: Pencil,
  shell: SquareTerminal,
  delegate: GitBranch,
  schedule: Clock,
  watch: Radar,
  plan: ListChecks,
  settings: Settings2,
  memory: CircleHelp,
  web: Globe,
  query: Database,
  other: Wrench,
};
const marks: Readonly<Record<ToolKind, MarkName>> = {
  read: "read",
  edit: "edit",
  shell: "shell",
  delegate: "run",
  schedule: "injected",
  watch: "injected",
  plan: "read",
  settings: "read",
  memory: "read",
  web: "read",
  query: "read",
  other: "read",
};

export type CallState = "running" | "done" | "failed" | "lost";

/** `isTurnOver`: a call without a result will never get one. */
export const stateOf = ({ result }: Pick<ToolItem, "result">, isTurnOver: boolean): CallState =>
  result ? (result.success ? "done" : "failed") : isTurnOver ? "lost" : "running";

export const markOf = (kind: ToolKind, state: CallState): { mark: MarkName; tone: Tone } => {
  if (state === "failed") return { mark: "failure", tone: "failed" };
  if (state === "running") return { mark: marks[kind], tone: "running" };
  return { mark: marks[kind], tone: kind === "edit" && state === "done" ? "done" : "muted" };
};
