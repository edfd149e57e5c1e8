/** Tour stops that show what an agent can do besides reading and writing: ask, wait, delegate, remind, fail. */
import { ModelFailure, type Script } from "./stage";
import { delayOf } from "./tools-schedule";

const DEPLOY_FORM = {
  type: "object",
  properties: {
    environment: { type: "string", title: "Where to", enum: ["staging", "production"] },
    machines: { type: "integer", title: "Number of machines", minimum: 1, maximum: 5, default: 1 },
    note: { type: "string", title: "Note for the log", maxLength: 200 },
    confirm: { type: "boolean", title: "I have read the plan" },
  },
  required: ["environment", "confirm"],
};

export const deploy: Script = async (stage) => {
  const answer = await stage.tool("ask", { question: "Deploy Tea Counter?", schema: DEPLOY_FORM }, "This is not mine to decide.");
  const accepted = answer.content.includes('"action":"accept"');
  const told = `You answered:\n\n\`\`\`json\n${answer.content.replace("the user said ", "")}\n\`\`\`\n\n`;
  await stage.say(
    accepted
      ? `${told}A real agent would go on now. The demo deploys nothing.`
      : "Nobody said yes, so nothing happens. (The demo would deploy nothing anyway.)",
  );
};

export const slow: Script = async (stage) => {
  await stage.tool("shell", { command: "npm run take-stock" }, "First every shelf, one after the other.");
  for (const path of ["README.md", "docs/pricing.md", "src/checkout.mjs", "src/discounts.mjs", "src/shipping.mjs"]) {
    await stage.tool("view", { path }, `Taking my time with ${path}.`);
    await stage.pause(stage.sessions.options.paceMs * 4);
  }
  await stage.say("That took a while, and you could have stopped it at any moment.");
};

export const delegate: Script = async (stage) => {
  await stage.tool(
    "tap",
    { action: "run", role: "reviewer", prompt: "Which tests does this project have?" },
    "A second agent can look while we talk on.",
  );
  await stage.say("I asked a reviewer. It works on its own; its reply will come back here as a turn of its own.");
};

export const remind: Script = async (stage) => {
  const delay = Math.min(delayOf(stage.content) ?? 5000, 3_600_000);
  const when = `in ${Math.max(1, Math.round(delay / 1000))}s`;
  await stage.tool("schedule", { command: "add", when, message: "Time is up: say so.", description: "reminder" });
  await stage.say(`I will say something ${when}, whether or not you are connected then.`);
};

export const markdown: Script = async (stage) => {
  await stage.say(
    [
      "# What an answer can look like",
      "",
      "Words can be **strong**, *stressed*, ~~struck~~ or `code`, and a [link](https://example.com) goes somewhere.",
      "",
      "## A list",
      "",
      "1. First",
      "2. Second",
      "   - with a point below it",
      "   - and another",
      "- [x] done",
      "- [ ] not done",
      "",
      "## A table",
      "",
      "| Tea | Price | In stock |",
      "| --- | ---: | :---: |",
      "| Assam | 4.90 € | yes |",
      "| Sencha | 7.50 € | no |",
      "",
      "## Code",
      "",
      "```js",
      "export const total = (lines) => lines.reduce((sum, line) => sum + line.priceCents, 0);",
      "```",
      "",
      "> A quotation, and a line that separates:",
      "",
      "---",
      "",
      "<b>HTML</b> is shown as text or left out, never run.",
    ].join("\n"),
  );
};

export const retry: Script = async (stage) => {
  for (const attempt of [1, 2]) {
    const message = `Model request failed [main, demo:scripted] (HTTP 503) — retrying in ${attempt}s, retry ${attempt}/2`;
    const progress = { attempt, max_retries: 2, delay_ms: attempt * 1000, reason: "HTTP 503", message };
    stage.emit({ type: "retry", purpose: "main", provider: "demo", model: "scripted", ...progress, session_id: stage.session.id });
    await stage.pause(stage.sessions.options.paceMs * 2);
  }
  await stage.say("The (pretended) provider was busy twice; the third try worked.");
};

export const skill: Script = async (stage) => {
  await stage.tool("skill", { action: "use", name: "code-review" });
  await stage.say("A skill is a piece of instruction an agent loads when it needs it. “code-review” is active in this session.");
};

export const notify: Script = async (stage) => {
  for (const step of [1, 2, 3]) {
    const params = { progress: step, total: 3, message: `Looking at part ${step} of 3` };
    stage.emit({ type: "mcp_notification", server: "filesystem", method: "notifications/progress", params });
    await stage.pause(stage.sessions.options.paceMs);
  }
  await stage.say("Those were progress notes of a tool.");
};

export const unpriced: Script = async (stage) => {
  stage.price = null;
  await stage.say("This turn counted tokens, but its provider told no price: unpriced is not the same as free.");
};

export const failure: Script = async (stage) => {
  await stage.tool("view", { path: "README.md" });
  throw new ModelFailure('demo API error 500 Internal Server Error: {"error":{"message":"a failure on purpose","type":"scripted"}}');
};
