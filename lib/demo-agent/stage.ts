/** What a script can do during a turn: call the (scripted) model, use tools, say something. Counts tokens and play money. */
import type { Session } from "./session";
import type { Sessions } from "./sessions";
import type { ToolOutcome } from "./tool";
import { findTool } from "./tools";

export type ToolCall = { tool: string; params: Record<string, unknown> };
export type Step = { thinking?: string; text?: string; calls?: ToolCall[]; parallel?: boolean };
export type Script = (stage: Stage) => Promise<void>;

/** The model "failed": the turn ends with this error and its cost. */
export class ModelFailure extends Error {}
export class Cancelled extends Error {}

/** Play money per model call, in dollars. */
const PRICE = 0.0041;
const BASE_PROMPT_CHARS = 4800;
const tokensOf = (chars: number): number => Math.ceil(chars / 4);

export class Stage {
  /** Milliseconds each model call takes. */
  callMs: number;
  /** Dollars per model call; null for a provider without prices. */
  price: number | null = PRICE;

  constructor(
    readonly session: Session,
    readonly sessions: Sessions,
    readonly content: string,
    readonly signal: AbortSignal,
  ) {
    this.callMs = sessions.options.paceMs;
  }

  emit(frame: { type: string } & Record<string, unknown>): void {
    this.signal.throwIfAborted();
    this.session.emit(frame);
  }

  /** Waits; a cancel ends the wait and the turn. */
  pause(ms: number): Promise<void> {
    return this.orCancelled(new Promise((resolve) => this.session.later(ms, resolve)));
  }

  /** What `work` gives, unless the turn is cancelled first; the work itself goes on then. */
  async orCancelled<T>(work: Promise<T>): Promise<T> {
    if (this.signal.aborted) throw new Cancelled();
    let stop = () => {};
    const cancelled = new Promise<never>((_, reject) => {
      stop = () => reject(new Cancelled());
      this.signal.addEventListener("abort", stop, { once: true });
    });
    try {
      return await Promise.race([work, cancelled]);
    } finally {
      this.signal.removeEventListener("abort", stop);
    }
  }

  private async callModel(step: Step): Promise<number> {
    const number = this.sessions.nextCall();
    const started = Date.now();
    if (this.callMs > 0) await this.pause(this.callMs);
    const { totals } = this.session;
    const prompt = tokensOf(BASE_PROMPT_CHARS + this.session.contextChars);
    const cached = Math.floor(prompt / 5);
    totals.inputTokens += prompt - cached;
    totals.cacheReadTokens += cached;
    totals.outputTokens += tokensOf(
      (step.text ?? "").length + (step.calls ? JSON.stringify(step.calls).length : 0) + (step.thinking ?? "").length,
    );
    totals.requests += 1;
    totals.modelMs += Date.now() - started;
    if (this.price !== null) totals.cost += this.price;
    return number;
  }

  /** One model call and the tools it asks for; results in the order of the calls. */
  async step(step: Step): Promise<ToolOutcome[]> {
    const number = await this.callModel(step);
    const { id } = this.session;
    if (step.thinking) this.emit({ type: "thinking", content: step.thinking, session_id: id });
    if (step.text) this.emit({ type: "assistant", content: step.text, session_id: id });
    const calls = (step.calls ?? []).map((call, index) => ({ ...call, toolId: `call_${number}_${index}` }));
    this.session.remember({
      role: "assistant",
      content: step.text ?? "",
      tool_calls: calls.length ? calls.map((call) => ({ id: call.toolId, name: call.tool, arguments: call.params })) : null,
    });
    if (!step.parallel) {
      const outcomes: ToolOutcome[] = [];
      for (const call of calls) {
        this.announce(call);
        outcomes.push(await this.use(call));
      }
      return outcomes;
    }
    for (const call of calls) this.announce(call);
    return Promise.all(calls.map((call) => this.use(call)));
  }

  private announce({ tool, toolId, params }: ToolCall & { toolId: string }): void {
    this.emit({ type: "tool_use", tool, tool_id: toolId, server: findTool(tool).server, params, session_id: this.session.id });
  }

  private async use({ tool, toolId, params }: ToolCall & { toolId: string }): Promise<ToolOutcome> {
    const found = findTool(tool);
    const work = found.run(params, { session: this.session, sessions: this.sessions, signal: this.signal, toolId });
    const outcome = await this.orCancelled(work);
    this.session.totals.toolCalls += 1;
    this.emit({ type: "tool_result", tool, tool_id: toolId, server: found.server, ...outcome, session_id: this.session.id });
    this.session.remember({ role: "tool", content: outcome.content, name: tool, tool_call_id: toolId });
    return outcome;
  }

  /** One tool after one model call. */
  async tool(tool: string, params: Record<string, unknown>, thinking?: string): Promise<ToolOutcome> {
    const [outcome] = await this.step({ calls: [{ tool, params }], ...(thinking ? { thinking } : {}) });
    if (!outcome) throw new Error(`the tool ${tool} gave no result`);
    return outcome;
  }

  async say(text: string): Promise<void> {
    await this.step({ text });
  }
}
