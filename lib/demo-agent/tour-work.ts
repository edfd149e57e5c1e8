/** Tour stops that do real work in the session's copy of the sample project. */
import { PROJECT_NAME, resetScratch } from "./scratch";
import type { Script, Stage } from "./stage";

const FILES = [
  "README.md",
  "package.json",
  "docs/pricing.md",
  "src/cart.mjs",
  "src/checkout.mjs",
  "src/discounts.mjs",
  "src/format-money.mjs",
  "src/shipping.mjs",
  "test/check-prices.mjs",
  "test/run.mjs",
  "test/take-stock.mjs",
];

/** The file a person means: by path, by name, or by its name without the ending. */
export function fileIn(text: string): string | null {
  const lower = text.toLowerCase();
  const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const stemOf = (path: string) => nameOf(path).replace(/\.\w+$/, "");
  return (
    FILES.find((path) => lower.includes(path.toLowerCase())) ??
    FILES.find((path) => lower.includes(nameOf(path))) ??
    FILES.find((path) => lower.split(/[^a-z-]+/).includes(stemOf(path))) ??
    null
  );
}

/** The text a person wants to find: quoted, or the words after "for". */
function wantedIn(text: string): string {
  const quoted = /["'`“]([^"'`”]+)["'`”]/.exec(text)?.[1];
  const named = /(?:search|find|grep|look)(?:\s+for)?\s+(.+?)[?.!]*$/i.exec(text)?.[1];
  return (quoted ?? named ?? "discount").trim();
}

export const listFiles: Script = async (stage) => {
  const found = await stage.tool("view", { path: "." }, "A listing shows what there is.");
  const count = found.content.split("\n").length;
  await stage.say(
    `**${PROJECT_NAME}** has ${count} files. The pricing rules are in \`docs/pricing.md\`, the code is in \`src/\`, the tests are in \`test/\`.`,
  );
};

export const viewFile: Script = async (stage) => {
  const path = fileIn(stage.content) ?? "src/checkout.mjs";
  const found = await stage.tool("view", { path });
  const lines = found.content.split("\n").length;
  await stage.say(found.success ? `\`${path}\` has ${lines} lines; they are shown above, numbered.` : `I could not read \`${path}\`.`);
};

export const search: Script = async (stage) => {
  const content = wantedIn(stage.content);
  const found = await stage.tool("view", { path: ".", content });
  const files = found.content.split("\n").filter((line) => /^\S+:$/.test(line));
  if (files.length === 0) return stage.say(`Nothing in the project contains “${content}”. Try “search for discount”.`);
  await stage.say(`“${content}” is in ${files.map((file) => `\`${file.slice(0, -1)}\``).join(", ")}.`);
};

export const severalAtOnce: Script = async (stage) => {
  const calls = ["src/cart.mjs", "src/discounts.mjs", "src/shipping.mjs"].map((path) => ({ tool: "view", params: { path } }));
  await stage.step({ thinking: "These three do not depend on each other, so I can read them together.", calls, parallel: true });
  await stage.say("The three parts of a price, read in one go: goods, discount, shipping. `src/checkout.mjs` puts them together.");
};

export const runTests: Script = async (stage) => {
  const result = await stage.tool("shell", { command: "npm test" });
  if (result.success) return stage.say("All tests pass.");
  await stage.say(
    "One test fails: an order of **exactly** 50 euros pays shipping. `src/shipping.mjs` compares with `>` where the rules say “50 euros or more”.\n\nSay “fix the bug” and I change it in this session's own copy.",
  );
};

export const plan: Script = async (stage) => {
  await stage.step({
    thinking: "First the rules, then the code that breaks one of them, then the test that says so.",
    text: "I look before I plan.",
    calls: [{ tool: "view", params: { path: "docs/pricing.md" } }],
  });
  await stage.tool("view", { path: "src/shipping.mjs" });
  const tests = await stage.tool(
    "shell",
    { command: "npm test" },
    "Do rules and code agree about exactly 50 euros? The tests should know.",
  );
  if (tests.success)
    return stage.say("Rules and code agree, and all tests pass: there is nothing to plan. Say “start over” to get the bug back.");
  await stage.say(
    [
      "## Plan",
      "",
      "1. In `src/shipping.mjs` compare with `>=` instead of `>`.",
      "2. Run the tests again; all five should pass.",
      "3. Run `check-prices` and look at the line for 50 euros.",
      "",
      "Nothing is changed yet. Say “fix the bug” to do it.",
    ].join("\n"),
  );
};

const BUG = "orderCents > FREE_FROM_CENTS";
const FIX = "orderCents >= FREE_FROM_CENTS";

async function editAndCheck(stage: Stage): Promise<void> {
  await stage.tool("view", { path: "src/shipping.mjs" });
  const params = { command: "str_replace", path: "src/shipping.mjs", old_text: BUG, new_text: FIX };
  const edited = await stage.tool("text_editor", params, "One character is missing.");
  if (!edited.success) return stage.say("The bug is fixed already in this session's copy. Say “start over” to get a fresh copy.");
  const notes = "# Changes\n\n- An order of exactly 50 euros ships for free, as rule 2 says.\n";
  await stage.tool("text_editor", { command: "create", path: "CHANGES.md", content: notes });
  const result = await stage.tool("shell", { command: "npm test" });
  const outcome = result.success ? "All tests pass now." : "A test still fails; see above.";
  await stage.say(
    `I changed one line and wrote \`CHANGES.md\`. ${outcome}\n\nThis is a copy that belongs to this session; the sample project itself is never touched.`,
  );
}
export const edit: Script = editAndCheck;

export const startOver: Script = async (stage) => {
  resetScratch(stage.session);
  await stage.tool("view", { path: "." });
  await stage.say("This session has a fresh copy of the sample project, bug included.");
};
