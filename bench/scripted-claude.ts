// A model in the place of Anthropic's, for a peer's agent: every answer is one more small read of a file, so that a turn is at work until somebody ends it.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const THINKS_MS = 300;
const requestSchema = z.object({
  model: z.string(),
  stream: z.boolean().optional(),
  tools: z.array(z.object({ name: z.string() })).optional(),
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

function asJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** One message as it is streamed: a call of the tool that reads a file. */
function streamRead(response: ServerResponse, model: string, number: number, file: string): void {
  const say = (type: string, more: object) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
  const usage = { input_tokens: 1, output_tokens: 1 };
  const input = JSON.stringify({ file_path: file, offset: number, limit: 1 });
  const head = { id: `message_${number}`, type: "message", role: "assistant", model, content: [], stop_reason: null, stop_sequence: null };
  response.writeHead(200, { "content-type": "text/event-stream" });
  say("message_start", { message: { ...head, usage } });
  say("content_block_start", { index: 0, content_block: { type: "tool_use", id: `toolu_${number}`, name: "Read", input: {} } });
  say("content_block_delta", { index: 0, delta: { type: "input_json_delta", partial_json: input } });
  say("content_block_stop", { index: 0 });
  say("message_delta", { delta: { stop_reason: "tool_use", stop_sequence: null }, usage: { output_tokens: 1 } });
  say("message_stop", {});
  response.end();
}

export type ScriptedClaude = {
  url: string /** How many calls it has made of the agent's tools. */;
  calls(): number;
  close(): Promise<void>;
};

/** `file`: what it reads, a line at a time. */
export async function startScriptedClaude(file: string): Promise<ScriptedClaude> {
  let calls = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (!/^\/v1\/messages(\?|$)/.test(request.url ?? "")) return asJson(response, {});
    const { model, tools = [] } = requestSchema.parse(JSON.parse(body));
    // What has no tools is a side question, for a title or the like.
    if (!tools.some(({ name }) => name === "Read")) {
      const content = [{ type: "text", text: "Work" }];
      return asJson(response, { id: "aside", type: "message", role: "assistant", model, content, stop_reason: "end_turn", usage: {} });
    }
    await wait(THINKS_MS);
    calls += 1;
    streamRead(response, model, calls, file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("a listening server has no port");
  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}`, calls: () => calls, close };
}
