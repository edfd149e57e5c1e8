/** The test language: `[tags]` in a message choose, in their order, what the turn does. */
import { playCall } from "./played-call";
import { playEdits } from "./played-edits";
import { ModelFailure, type Stage, type ToolCall } from "./stage";

export type Directive = { name: string; argument: string };

const NAMES = [
  "think",
  "tool",
  "repeat",
  "par",
  "slow",
  "fail",
  "empty",
  "big",
  "cost",
  "nocost",
  "aux",
  "ask",
  "ask-url",
  "inject",
  "tap",
  "retry",
  "skill",
  "notify",
  "raw",
  "die",
  "drop",
  "hold",
  "bigresult",
  "shell-write",
  "play",
  "edits",
];

/** Index of the `]` that ends a tag whose text starts at `from`; brackets nest, brackets inside JSON strings do not count. */
function endOfTag(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let index = from; index < text.length; index += 1) {
    const char = text[index];
    if (inString) {
      if (char === "\\") index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"' && depth > 0) inString = true;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" && depth === 0) return index;
    else if (char === "]" || char === "}") depth -= 1;
  }
  return text.lastIndexOf("]");
}

/** Every known tag of the text, in order. `[raw …]` reaches to the last bracket, so it may hold broken JSON. */
export function parseDirectives(text: string): Directive[] {
  const found: Directive[] = [];
  const opening = new RegExp(`\\[(${NAMES.join("|")})(?=[ \\]])`, "g");
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const name = match[1] ?? "";
    const start = match.index + match[0].length;
    const end = name === "raw" ? text.lastIndexOf("]") : endOfTag(text, start);
    found.push({ name, argument: text.slice(start, Math.max(start, end)).trim() });
    opening.lastIndex = Math.max(start, end);
  }
  return found;
}

function jsonOr<T>(text: string, otherwise: T): Record<string, unknown> | T {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : otherwise; // as: an object, read field by field
  } catch {
    return otherwise;
  }
}

const firstWord = (text: string): [string, string] => {
  const at = text.indexOf(" ");
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

/** The tool call a tag stands for, if it stands for one. */
function callOf({ name, argument }: Directive): ToolCall | null {
  const [first, rest] = firstWord(argument);
  if (name === "tool") return { tool: first, params: jsonOr(rest, {}) };
  if (name === "ask") return { tool: "ask", params: { question: "Go on?", schema: jsonOr(argument, undefined) } };
  if (name === "ask-url") return { tool: "ask", params: { question: "Sign in to go on.", url: argument } };
  if (name === "tap") return { tool: "tap", params: { action: "run", role: first, prompt: rest } };
  if (name === "bigresult") return { tool: "bigout", params: { bytes: argument } };
  if (name === "shell-write") return { tool: "shellwrite", params: { path: first, ms: rest } };
  return null;
}

function retry(stage: Stage): void {
  for (const attempt of [1, 2]) {
    const message = `Model request failed [main, demo:scripted] (HTTP 503) — retrying in ${attempt}s, retry ${attempt}/2`;
    const progress = { attempt, max_retries: 2, delay_ms: attempt * 1000, reason: "HTTP 503", message };
    stage.emit({ type: "retry", purpose: "main", provider: "demo", model: "scripted", ...progress, session_id: stage.session.id });
  }
}

/** The calls a tag stands for: "repeat" makes the same one many times. */
function callsOf(directive: Directive): ToolCall[] {
  if (directive.name !== "repeat") return [callOf(directive) ?? []].flat();
  const [count, argument] = firstWord(directive.argument);
  const call = callOf({ name: "tool", argument });
  return call ? Array.from({ length: Number(count) }, () => call) : [];
}

/** Does what a tag says at once, if it is no tool call and no setting. */
async function act(stage: Stage, { name, argument }: Directive): Promise<void> {
  const { session } = stage;
  if (name === "retry") retry(stage);
  else if (name === "skill") stage.emit({ type: "skill", action: "use", name: argument || "code-review", session_id: session.id });
  else if (name === "notify") {
    const params = { progress: 1, total: 3, message: argument || "one of three" };
    stage.emit({ type: "mcp_notification", server: "ask", method: "notifications/progress", params });
  } else if (name === "inject") {
    const [kind, rest] = firstWord(argument);
    const [ms, content] = firstWord(rest);
    session.later(Number(ms), () => session.inject({ kind, label: `${kind} scripted`, content }));
  } else if (name === "play") playCall(stage, jsonOr(argument, {}));
  else if (name === "edits") {
    const [count, first] = firstWord(argument);
    playEdits(stage, Number(count), Number(first));
  } else if (name === "raw") session.sendRaw(argument);
  else if (name === "drop") session.dropOwner();
  else if (name === "die") stage.sessions.options.die();
  else if (name === "hold") await stage.orCancelled(session.hold());
}

const STATUS_WORDS: Record<string, string> = {
  "400": "Bad Request",
  "429": "Too Many Requests",
  "500": "Internal Server Error",
  "503": "Service Unavailable",
};

async function applySettings(stage: Stage, argumentOf: (name: string) => string | null): Promise<void> {
  stage.callMs = Number(argumentOf("slow") ?? 0);
  if (argumentOf("nocost") !== null) stage.price = null;
  else if (argumentOf("cost") !== null) stage.price = Number(argumentOf("cost"));
  const aux = argumentOf("aux");
  if (aux !== null) {
    const { totals } = stage.session;
    totals.auxCost += Number(aux);
    totals.cost += Number(aux);
    totals.auxInputTokens += 400;
    totals.auxOutputTokens += 40;
  }
  const status = argumentOf("fail");
  if (status === null) return;
  if (stage.callMs > 0) await stage.pause(stage.callMs);
  const body = '{"error":{"message":"scripted failure","type":"scripted"}}';
  throw new ModelFailure(`demo API error ${status} ${STATUS_WORDS[status] ?? "Error"}: ${body}`);
}

/** Performs a turn by its tags; a text without tags is simply answered. */
export async function scriptedTurn(stage: Stage): Promise<void> {
  const directives = parseDirectives(stage.content);
  const argumentOf = (name: string) => directives.find((directive) => directive.name === name)?.argument ?? null;
  await applySettings(stage, argumentOf);
  if (argumentOf("empty") !== null)
    throw new ModelFailure(
      "Provider 'demo' returned an empty response (finish_reason=Some(\"stop\"), no content or tool calls) for model 'scripted' after 1 attempt(s)",
    );
  let thinking = argumentOf("think") === null ? {} : { thinking: argumentOf("think") || "I should look before I answer." };
  const step = async (calls: ToolCall[], parallel: boolean) => {
    await stage.step({ calls, parallel, ...thinking });
    thinking = {};
  };
  if (argumentOf("par") !== null) await step(directives.flatMap(callsOf), true);
  for (const directive of directives) {
    const calls = callsOf(directive);
    if (calls.length === 0) await act(stage, directive);
    else if (argumentOf("par") === null) for (const call of calls) await step([call], false);
  }
  const big = argumentOf("big");
  const text = big === null ? `Answer to: ${stage.content.slice(0, 120)}` : "x".repeat(Number(big));
  await stage.step({ text, ...thinking });
}
