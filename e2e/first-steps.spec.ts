// Where the focus is and what is offered in the first minutes: signing in, an account without a project, an empty session, a question.
import { expect, test } from "@playwright/test";
import { beganAtEnd, watchBeginning } from "./beginning";
import { administrator, composer, createPerson, expectTurnEnd, lastTurn, newSession, send, signIn, turns } from "./people";
import { beAdministrator, openSession } from "./prepared";

test("what is missing is said under its field, first the first; after a wrong password the next one is typed over it at once", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email")).toBeFocused();
  for (const label of ["Email", "Password"]) {
    await expect(page.getByLabel(label)).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel(label)).toHaveAccessibleDescription("This cannot be empty.");
  }
  await page.getByLabel("Email").fill("ada");
  await page.getByLabel("Email").press("Enter");
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/This is no email address/);
  await page.getByLabel("Email").fill(administrator.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await expect(page.getByLabel("Password")).toBeFocused();
  await page.keyboard.type("typed over it");
  await expect(page.getByLabel("Password")).toHaveValue("typed over it");
});

test("who is in no project is told so, and is not sent to a form that would send them away", async ({ page, browser }) => {
  await signIn(page);
  const newcomer = await (await browser.newContext()).newPage();
  const person = { name: "New Comer", email: `new.${Date.now()}@example.test`, password: "a-long-enough-password" };
  await createPerson(page, newcomer, person);
  await expect(newcomer.getByLabel("Email")).toHaveValue(person.email);
  await expect(newcomer.getByLabel("Password")).toBeFocused();
  expect(newcomer.url()).not.toContain("example");
  await newcomer.reload();
  await expect(newcomer.getByLabel("Email")).toHaveValue("");
  await signIn(newcomer, person);
  await newcomer.goto("/sessions");
  await expect(newcomer.getByRole("heading", { name: "You are in no project yet" })).toBeVisible();
  await expect(newcomer.getByRole("main").getByRole("link", { name: /new session|start one/i })).toHaveCount(0);
});

test("an empty session is written in at once, or begun with one of the demo agent's examples; Escape leaves the composer", async ({
  page,
}) => {
  await signIn(page);
  await newSession(page, "First words");
  await expect(composer(page)).toBeFocused();
  await page.getByRole("list", { name: "To begin with" }).getByRole("button", { name: "list the files" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(page.getByRole("list", { name: "To begin with" })).toHaveCount(0);
  await page.mouse.move(0, 0);
  await composer(page).press("Escape");
  await page.keyboard.press("k");
  await expect(lastTurn(page)).toBeFocused();
});

test("the page itself never scrolls, however long the conversation is, and a conversation begins at its end", async ({ page }) => {
  await openSession(page, "Long enough");
  await send(page, '[repeat 30 text_editor {"command":"create","path":"a.md","content":"1"}] thirty cards');
  await expectTurnEnd(lastTurn(page), "Answered");
  const past = () => page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(await past()).toBe(0);
  await page.evaluate(() => sessionStorage.clear());
  await watchBeginning(page);
  await page.reload();
  await expectTurnEnd(lastTurn(page), "Answered");
  expect(await past()).toBe(0);
  expect(await beganAtEnd(page)).toBe(true);
});

test("a word that explains itself under the pointer leaves the keys to the page", async ({ page }) => {
  await openSession(page, "Explained under the pointer");
  await send(page, "hello");
  await expectTurnEnd(lastTurn(page), "Answered");
  await composer(page).press("Escape");
  await lastTurn(page).getByRole("button", { name: "play money" }).hover();
  await expect(page.locator("[data-radix-popper-content-wrapper]").getByText("Nobody pays it")).toBeVisible();
  await page.keyboard.press("k");
  await expect(lastTurn(page)).toBeFocused();
});

test("a connection is tested without a name for its project, but not without an address: that is said at the field", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/projects/new");
  await page.getByRole("radio", { name: /An address/ }).check();
  await page.getByRole("button", { name: "Test connection" }).click();
  const address = page.getByLabel("Address", { exact: true });
  await expect(address).toBeFocused();
  await expect(address).toHaveAccessibleDescription("This cannot be empty.");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(["This cannot be empty."]);
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
});

test("a filter that finds nothing leads on to the archived sessions, with its words", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/sessions?q=nothing-is-called-this");
  await page.getByRole("link", { name: "Look among the archived ones" }).click();
  await expect(page).toHaveURL(/archived=1&q=nothing-is-called-this$/);
  await expect(page.getByRole("link", { name: "Look among the active ones" })).toBeVisible();
});

test("a button that is at work, and one that goes away with what it stopped, lose nobody's place", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/projects/new");
  await page.getByRole("radio", { name: /An address/ }).check();
  const probe = page.getByRole("button", { name: "Test connection" });
  await page.getByLabel("Address", { exact: true }).fill("ws://127.0.0.1:1/");
  await probe.click();
  await expect(page.getByRole("status").filter({ hasText: "Nothing listens" })).toBeVisible();
  await expect(probe).toBeFocused();
  await newSession(page, "Stopped by the button");
  await send(page, "[slow 60000] count");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expectTurnEnd(lastTurn(page), "Stopped");
  await expect(composer(page)).toBeFocused();
});

test("a question's form leads to what is wrong in it, and when it is answered the keys go on from its turn", async ({ page }) => {
  await openSession(page, "Asked");
  await send(page, '[ask {"type":"object","properties":{"size":{"type":"integer","title":"Size","maximum":5}},"required":["size"]}] go on');
  const form = page.getByRole("form");
  await form.getByLabel("Size").fill("9");
  await form.getByRole("button", { name: "Accept" }).click();
  await expect(form.getByLabel("Size")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("3");
  await form.getByRole("button", { name: "Accept" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(turns(page).last()).toBeFocused();
});

test("what a dialog was opened from has the focus again when it is closed", async ({ page }) => {
  const title = `Dialogs ${Date.now()}`;
  await openSession(page, title);
  await composer(page).press("ControlOrMeta+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(composer(page)).toBeFocused();
  await page.goto("/sessions");
  const menu = page.getByRole("listitem").filter({ hasText: title }).getByRole("button", { name: "Actions" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(page.getByRole("dialog").getByLabel("Title")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the answer of a command fits the page, and what closes a drawer or shows a password stands where it should", async ({ page }) => {
    await page.goto("/sign-in");
    const [show, password] = [page.getByRole("button", { name: "Show" }), page.getByLabel("Password")];
    const [above, below] = [await show.boundingBox(), await password.boundingBox()];
    expect(above?.y).toBeLessThan(below?.y ?? 0);
    await openSession(page, "Wide answers");
    await send(page, "a ".repeat(400));
    await expectTurnEnd(lastTurn(page), "Answered");
    await send(page, "/context");
    await expect(page.getByText("Weights are characters")).toBeVisible();
    const wide = await page.getByRole("log").evaluate((log) => {
      const box = log.parentElement?.parentElement;
      return box ? box.scrollWidth - box.clientWidth : 1;
    });
    expect(wide).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    const close = await page.getByRole("dialog", { name: "Navigation" }).getByRole("button", { name: "Close" }).boundingBox();
    expect(close?.y).toBeLessThan(60);
  });
});

test("who wants no motion sees what a script moves at once, not a frame later", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/sign-in");
  const moved = await page.getByRole("heading", { level: 1 }).evaluate((heading) => {
    const before = heading.getBoundingClientRect().height;
    heading.style.height = `${before + 100}px`;
    return heading.getBoundingClientRect().height - before;
  });
  expect(moved).toBe(100);
});

test("a draft of a command is there again after a reload, and offers nothing before it is gone on with", async ({ page }) => {
  await openSession(page, "A draft");
  await expect(composer(page)).toHaveAttribute("placeholder", /commands/);
  await send(page, "hello");
  await expectTurnEnd(lastTurn(page), "Answered");
  await composer(page).fill("/in");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.reload();
  await expect(composer(page)).toHaveValue("/in");
  await expect(composer(page)).toHaveAttribute("placeholder", /commands/);
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await composer(page).focus();
  await expect(page.getByRole("listbox")).toBeVisible();
});
