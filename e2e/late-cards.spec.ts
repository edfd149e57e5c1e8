// Cards of what few calls show: a picture and its large view, previews of files that were made, an edit that failed.
import { crc32, deflateSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expectTurnEnd, sendTurn } from "./people";
import { openSession } from "./prepared";

const played = (call: Record<string, unknown>) => `[play ${JSON.stringify(call)}]`;
const edit = (params: Record<string, unknown>, content: string, success = true) =>
  played({ tool: "text_editor", server: "filesystem", params, content, success });
const bad = "document.title='pwned'";

/** A part of a PNG: its length, its name, its bytes and their sum. */
function part(name: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), bytes]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(bytes.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** So large that its event comes as a preview: its lower part is not there before the whole is fetched. */
function picture(width: number, height: number): string {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let row = 0; row < height; row += 1)
    for (let at = 1; at <= width * 3; at += 1) rows[row * (width * 3 + 1) + at] = (at * 7919 + row * 104729) % 251;
  const start = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [part("IHDR", head), part("IDAT", deflateSync(rows, { level: 0 })), part("IEND", Buffer.alloc(0))];
  return Buffer.concat([start, ...parts]).toString("base64");
}

async function open(page: Page, title: string): Promise<string[]> {
  const wrong: string[] = [];
  const { host } = new URL(await openSession(page, title));
  page.on("pageerror", ({ message }) => wrong.push(message));
  page.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.host !== host && !["data:", "blob:"].includes(url.protocol)) wrong.push(request.url());
  });
  return wrong;
}

test("a picture is drawn whole, opens large by key and click, and gives the focus back", async ({ page }) => {
  const wrong = await open(page, "Pictures");
  const content = `data:image/png;base64,${picture(900, 50)}`;
  const turn = await sendTurn(page, `${played({ tool: "screenshot", server: "browser", params: {}, content })} look`);
  await expectTurnEnd(turn, "Answered");
  const small = turn.getByRole("button", { name: "Picture, open large" });
  await expect(turn.getByRole("button", { name: "Show all" })).toHaveCount(1); // of the message, where a picture is text
  await expect.poll(async () => (await small.getByRole("img").getAttribute("src"))?.length).toBe(content.length);

  const large = page.getByRole("dialog", { name: "Picture" });
  await small.focus();
  await page.keyboard.press("Enter");
  await expect(large).toBeVisible();
  const width = async () => (await large.getByRole("img").boundingBox())?.width;
  await expect.poll(width).toBeGreaterThan(880); // it grows as it opens
  await expectAccessible(page, "large picture", [1280]);
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
  await expect(small).toBeFocused();

  await page.setViewportSize({ width: 390, height: 844 });
  await small.click();
  await expect.poll(width).toBeGreaterThan(300);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(small).toBeFocused();
  expect(wrong).toEqual([]);
});

test("what was made is previewed and runs nothing, and a failed edit shows what it wanted", async ({ page }) => {
  const wrong = await open(page, "Previews");
  const markdown = `# Plan\n\n<script>${bad}</script><img src=x onerror="${bad}">\n\n![x](https://tracker.example/x.png)\n`;
  const rect = '<rect width="90" height="40" fill="teal"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" onload="${bad}"><script>${bad}</script><image href="https://tracker.example/y"/>${rect}</svg>`;
  const turn = await sendTurn(
    page,
    [
      edit({ command: "create", path: "plan.md", content: markdown }, "Created plan.md"),
      edit({ command: "create", path: "logo.svg", content: svg }, "Created logo.svg"),
      edit({ command: "create", path: "broken.svg", content: svg.slice(0, -10) }, "Created broken.svg"),
      edit({ command: "str_replace", path: "a.ts", old_text: "const a = 1;", new_text: "const a = 2;" }, "No match found", false),
      edit({ command: "str_replace", path: "b.ts", old_text: "const b = 1;", new_text: "const b = 2;" }, "Replaced"),
      edit({ command: "undo_edit", path: "b.ts" }, "Undone"),
      "go",
    ].join(" "),
  );
  await expectTurnEnd(turn, "Answered");
  const plan = turn.getByRole("group", { name: "Create plan.md" });
  await expect(plan.getByRole("heading", { name: "Plan" })).toBeVisible();
  await plan.getByRole("button", { name: "Show the source" }).click();
  await expect(plan.getByRole("region", { name: "Change" })).toContainText("# Plan");
  await expect(turn.getByRole("group", { name: "Create logo.svg" }).getByRole("img")).toBeVisible();
  const broken = turn.getByRole("group", { name: "Create broken.svg" });
  await expect(broken.getByText("broken.svg cannot be shown")).toBeVisible();
  await expect(broken.getByRole("button", { name: /^Show the/ })).toHaveText(["Show the source"]);
  const failed = turn.getByRole("group", { name: "Edit a.ts" });
  await expect(failed.getByText("Not applied.")).toBeVisible();
  await expect(failed.getByRole("region", { name: "Change" })).toContainText("const a = 2;");
  await expect(turn.locator("script, iframe, [onerror], [onload]")).toHaveCount(0);
  await expectAccessible(page, "previews", [1280, 390]);

  // the server draws all of it as well
  await page.reload();
  await expect(turn.getByText("Took back")).toBeVisible();
  await expect(page).toHaveTitle(/^Previews/);
  expect(wrong).toEqual([]);
});
