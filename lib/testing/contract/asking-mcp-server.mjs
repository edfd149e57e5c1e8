/** An MCP server on standard input and output with one tool, `ask`, that asks the user a question with a form. */
import { createInterface } from "node:readline";

const FORM = {
  type: "object",
  properties: {
    confirm: { type: "boolean", title: "Confirm" },
    reason: { type: "string", title: "Why" },
    level: { type: "string", title: "Level", enum: ["low", "high"] },
  },
  required: ["confirm"],
};
const TOOL = {
  name: "ask",
  description: "Asks the user",
  inputSchema: { type: "object", properties: { question: { type: "string" } }, required: ["question"] },
};

const waiting = new Map();
let asked = 0;
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

function callTool({ id, params }) {
  asked += 1;
  const questionId = `ask-${asked}`;
  waiting.set(questionId, (answer) =>
    send({ id, result: { content: [{ type: "text", text: `the user said ${JSON.stringify(answer)}` }] } }),
  );
  send({
    id: questionId,
    method: "elicitation/create",
    params: { mode: "form", message: params.arguments.question, requestedSchema: FORM },
  });
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.method === "initialize") {
    const { protocolVersion } = message.params;
    send({ id: message.id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "ask", version: "1.0.0" } } });
  } else if (message.method === "tools/list") send({ id: message.id, result: { tools: [TOOL] } });
  else if (message.method === "tools/call") callTool(message);
  else if (message.method && message.id !== undefined) send({ id: message.id, error: { code: -32601, message: "Method not found" } });
  else if (message.method === undefined) {
    waiting.get(message.id)?.(message.result ?? { action: "cancel" });
    waiting.delete(message.id);
  }
});
