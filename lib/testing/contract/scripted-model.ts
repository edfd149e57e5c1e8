/** A scripted model behind an OpenAI-style endpoint, so that a real agent can be driven without a model: `[tags]` choose its replies. */
import { createServer, type IncomingMessage } from "node:http";
import { z } from "zod";

const contentSchema = z.union([z.string(), z.null(), z.array(z.object({ text: z.string().optional() }))]);
const requestSchema = z.object({ model: z.string(), messages: z.array(z.object({ role: z.string(), content: contentSchema.optional() })) });

type Reply = { status: number; body: Record<string, unknown>; delayMs: number };

/** The JSON text from an opening brace to the one that closes it; braces in strings do not count. */
function balanced(text: string, from: number): string {
  let depth = 0;
  let inString = false;
  for (let index = from; index < text.length; index += 1) {
    const char = text[index];
    if (inString) {
      if (char === "\\") index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      depth -= 1;
      if (depth === 0) return text.slice(from, index + 1);
    }
  }
  return text.slice(from);
}

const textOf = (content: z.infer<typeof contentSchema> | undefined): string =>
  typeof content === "string" ? content : (content ?? []).map((part) => part.text ?? "").join(" ");

/** What the model says to this request, the `number`th of its life. */
function replyTo(raw: string, number: number): Reply {
  const request = requestSchema.parse(JSON.parse(raw));
  const at = request.messages.findLastIndex((message) => message.role === "user");
  const text = textOf(request.messages[at]?.content);
  const done = request.messages.slice(at + 1).filter((message) => message.role === "tool").length;
  const tag = (name: string): string | null => {
    const found = new RegExp(`\\[${name}(?: ([^\\]]+))?\\]`).exec(text);
    return found ? (found[1] ?? "") : null;
  };
  const delayMs = Number(tag("slow") ?? 0);
  const failure = tag("fail");
  if (failure !== null) return { status: Number(failure), body: { error: { message: "scripted failure", type: "scripted" } }, delayMs };
  const calls = [...text.matchAll(/\[tool ([\w-]+) (?=\{)/g)].slice(done, tag("par") === null ? done + 1 : undefined);
  const big = tag("big");
  const answer = big === null ? `Answer ${number} to: ${text.slice(0, 120)}` : "x".repeat(Number(big));
  const message = {
    role: "assistant",
    content: calls.length > 0 || tag("empty") !== null ? "" : answer,
    ...(tag("think") !== null && done === 0 ? { reasoning_details: [{ text: "I should look before I answer." }] } : {}),
    ...(calls.length > 0
      ? {
          tool_calls: calls.map((call, index) => ({
            id: `call_${number}_${index}`,
            type: "function",
            function: { name: call[1], arguments: balanced(text, call.index + call[0].length) },
          })),
        }
      : {}),
  };
  const prompt = Math.ceil(raw.length / 4);
  const completion = Math.ceil(JSON.stringify(message).length / 4);
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: Math.floor(prompt / 5) },
    completion_tokens_details: { reasoning_tokens: 0 },
    ...(tag("nocost") === null ? { cost: Number(tag("cost") ?? 0.0015) } : {}),
  };
  const choice = { index: 0, message, finish_reason: calls.length > 0 ? "tool_calls" : "stop" };
  const frame = { id: `r${number}`, object: "chat.completion", created: Math.floor(Date.now() / 1000), model: request.model };
  return { status: 200, body: { ...frame, choices: [choice], usage }, delayMs };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** Starts the model on a free port; `url` is the whole address of its one endpoint. */
export async function startScriptedModel(): Promise<{ url: string; close(): Promise<void> }> {
  let served = 0;
  const server = createServer(async (request, response) => {
    served += 1;
    const reply = replyTo(await bodyOf(request), served);
    setTimeout(() => {
      response.writeHead(reply.status, { "content-type": "application/json" });
      response.end(JSON.stringify(reply.body));
    }, reply.delayMs);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
