// Two people in one session: who may write, whose message it is, and to whom it is handed over.
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { ProjectRole } from "@/lib/domain/viewer";
import { violationsOn } from "./axe";
import { composer, expectAwake, expectTurnEnd, lastTurn, send, stopButton, turns } from "./people";
import { newColleague, openSession } from "./prepared";

async function ownerAndDeveloper(browser: Browser, name: string, roles: ProjectRole[] = ["developer"]) {
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  const [owner, other] = await Promise.all([contexts[0].newPage(), contexts[1].newPage()]);
  const person = await newColleague(`${name} ${Date.now()}`, roles, other);
  return { owner, other, person };
}

const railLink = (page: Page, title: string) => page.getByRole("complementary", { name: "Navigation" }).getByRole("link", { name: title });
const queue = (page: Page) => page.getByRole("list", { name: "Queue" }).getByRole("listitem");
async function fromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Session menu" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a second person writes while the owner lets the project write, and not any more afterwards", async ({ browser }) => {
  test.slow();
  const { owner, other, person } = await ownerAndDeveloper(browser, "Sam Second");
  const url = await openSession(owner, "Written together");
  expect((await other.request.get(url)).status()).toBe(404);
  await fromMenu(owner, "Let the project write");
  await expect(owner.getByText("lets the project's developers write here")).toBeVisible();
  await expect(owner.getByText("the project writes")).toBeVisible();

  await other.goto(url);
  const inRail = railLink(other, "Written together");
  await expect(inRail).toContainText("Administrator");
  await send(other, "from the second person");
  await expect(inRail).toContainText("answered");
  await expectTurnEnd(lastTurn(owner), "Answered");
  await expect(lastTurn(owner)).toContainText(person.name);
  await expect(other.getByRole("button", { name: "Session menu" })).toHaveCount(0);

  await send(owner, "[hold] a long one");
  await expect(stopButton(owner)).toBeVisible();
  await send(owner, "the owner's next");
  await expect(queue(other)).toHaveCount(1);
  await send(other, "mine, later");
  await expect(queue(owner)).toHaveCount(2);
  await expect(queue(owner).last()).toContainText(person.name);
  await expect(queue(other).first().getByRole("button")).toHaveCount(0);
  await expect(queue(other).last().getByRole("button", { name: "Move up" })).toBeDisabled();
  await expect(queue(owner).last().getByRole("button", { name: "Edit" })).toHaveCount(0);
  expect(await violationsOn(other)).toEqual([]);
  await queue(owner).first().getByRole("button", { name: "Remove" }).click();
  await expect(queue(other)).toHaveCount(1);

  await composer(other).fill("not sent yet");
  await fromMenu(owner, "Only I write");
  await expect(composer(other)).toHaveCount(0);
  await expect(other.getByText("This session is no longer open to you.").first()).toBeVisible();
  await expect(inRail).toHaveCount(0);
  await expect(queue(owner)).toContainText("may not write here any more");
  await queue(owner).getByRole("button", { name: "Send as mine" }).click();
  await expect(queue(owner).getByRole("button", { name: "Send now" })).toBeVisible();
  await stopButton(owner).click();
  await expect(turns(owner)).toHaveCount(3);
  await expectTurnEnd(lastTurn(owner), "Answered");
  await expect(lastTurn(owner)).toContainText("mine, later");
  await expect(lastTurn(owner)).not.toContainText(person.name);

  await send(owner, "only between us");
  await expectTurnEnd(lastTurn(owner), "Answered");
  await expect(other.getByText("only between us")).toHaveCount(0);
  expect(await violationsOn(other)).toEqual([]);
  await Promise.all([owner.context().close(), other.context().close()]);
});

test("an open list lets a session go when it is no longer open to its reader", async ({ browser }) => {
  test.slow();
  const { owner, other } = await ownerAndDeveloper(browser, "Lena Lists");
  await openSession(owner, "Listed for a while");
  await fromMenu(owner, "Let the project write");
  await expect(owner.getByText("the project writes")).toBeVisible();
  await other.goto("/sessions");
  await other.getByRole("navigation", { name: "Which sessions" }).getByRole("link", { name: /Demo/ }).click();
  const row = other.getByRole("main").getByRole("link", { name: "Listed for a while" });
  await expect(row).toBeVisible();
  await fromMenu(owner, "Only I write");
  await expect(row).toHaveCount(0, { timeout: 8_000 });
  await Promise.all([owner.context().close(), other.context().close()]);
});

test("a reader's composer comes and goes without a reload", async ({ browser }) => {
  test.slow();
  const { owner, other } = await ownerAndDeveloper(browser, "Rita Reader", ["developer", "reviewer"]);
  const url = await openSession(owner, "Read, then written");
  await other.goto(url);
  await expect(other.getByText(/You only read this session/)).toBeVisible();
  await expect(railLink(other, "Read, then written")).toHaveAttribute("aria-current", "page");
  await fromMenu(owner, "Let the project write");
  await expectAwake(other);
  await send(other, "now I may");
  await expectTurnEnd(lastTurn(owner), "Answered");
  await fromMenu(owner, "Only I write");
  await expect(composer(other)).toHaveCount(0);
  await expect(other.getByText(/You only read this session/)).toBeVisible();
  await expect(turns(other)).toHaveCount(1);
  await Promise.all([owner.context().close(), other.context().close()]);
});

test("a session is handed over, with a record, and belongs to the other from then on", async ({ browser }) => {
  test.slow();
  const { owner, other, person } = await ownerAndDeveloper(browser, "Nora Next");
  const url = await openSession(owner, "Given away");
  await fromMenu(owner, "Let the project write");
  await expect(owner.getByText("the project writes")).toBeVisible();
  await other.goto(url);
  await expectAwake(other);
  await fromMenu(owner, "Hand over…");
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("New owner").selectOption({ label: `${person.name} (${person.email})` });
  expect(await violationsOn(owner)).toEqual([]);
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(dialog.getByRole("heading", { name: `Hand over to ${person.name}?` })).toBeVisible();
  expect(await violationsOn(owner)).toEqual([]);
  await dialog.getByRole("button", { name: "Hand over" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(owner.getByText(new RegExp(`Handed over from .* to ${person.name}`))).toBeVisible();
  await expectAwake(owner);
  await fromMenu(other, "Only I write");
  await expect(other.getByRole("button", { name: "Session menu" })).toBeVisible();
  await expectAwake(other);
  await expect(composer(owner)).toHaveCount(0);
  const theirs = other.getByRole("complementary", { name: "Navigation" }).getByRole("link", { name: /Given away/ });
  await other.reload();
  await expect(theirs).toBeVisible();
  // Reads on as a reviewer of the project, and writes no more.
  await expect(owner.getByText(`You only read this session. ${person.name} writes in it.`)).toBeVisible();
  await Promise.all([owner.context().close(), other.context().close()]);
});

test("each end of a turn and each question is said once, not its words one by one", async ({ page }) => {
  await openSession(page, "Said once");
  const said = page.getByRole("status", { name: "What happened" });
  await said.evaluate((region) => {
    const heard: string[] = [];
    new MutationObserver(() => heard.push(region.textContent ?? "")).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    Object.assign(window, { heard });
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard); // as: put there a few lines above
  await send(page, '[tool view {"path":"README.md"}] first');
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect.poll(heard).toHaveLength(1);
  await send(page, "[ask] Please deploy");
  await expect.poll(heard).toHaveLength(2);
  await stopButton(page).click();
  await expectTurnEnd(lastTurn(page), "Stopped");
  await expect.poll(heard).toHaveLength(3);
  expect(await heard()).toEqual([
    expect.stringMatching(/^Turn 1 is answered/),
    "The agent asks you something",
    expect.stringMatching(/^Turn 2 was stopped/),
  ]);
});
