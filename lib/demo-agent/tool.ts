/** What a tool is: a function of its parameters and the session it works for. */
import type { Session } from "./session";
import type { Sessions } from "./sessions";

export type ToolOutcome = { content: string; success: boolean };
export type ToolContext = { session: Session; sessions: Sessions; signal: AbortSignal; toolId: string };
export type Tool = { server: string; run: (params: Record<string, unknown>, context: ToolContext) => Promise<ToolOutcome> };
