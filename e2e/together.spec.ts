import { expect, test } from "@playwright/test";
import { addReviewer, createPerson, expectTurnEnd, lastTurn, newSession, send, signIn, turns } from "./people";
import { beAdministrator, madeSession, openSession } from "./prepared";

test("two browsers on one session see the same turn live", async ({ browser }) => {
  const [one, two] = await Promise.all([browser.newPage(), browser.newPage()]);
  await beAdministrator(two);
  const url = await openSession(one, "Watched twice");
  await two.goto(url);
  await send(one, '[tool view {"path":"README.md"}] for both');
  await expectTurnEnd(lastTurn(one), "Answered");
  await expectTurnEnd(lastTurn(two), "Answered");
  await expect(turns(two)).toHaveCount(1);
  const [seenByOne, seenByTwo] = await Promise.all([lastTurn(one).innerText(), lastTurn(two).innerText()]);
  expect(seenByTwo).toBe(seenByOne);
  await Promise.all([one.close(), two.close()]);
});

test("rail and list of another tab follow a session over one connection", async ({ browser }) => {
  const [one, two] = await Promise.all([browser.newPage(), browser.newPage()]);
  await beAdministrator(one);
  await beAdministrator(two);
  let opened = 0;
  two.on("websocket", () => {
    opened += 1;
  });
  await two.goto("/sessions");
  const url = await newSession(one, "Followed elsewhere");
  const inRail = two.getByRole("complementary", { name: "Navigation" }).getByRole("link", { name: /Followed elsewhere/ });
  const inList = two.getByRole("main").getByRole("link", { name: /Followed elsewhere/ });
  await expect(inRail).toContainText("not started");
  await expect(inList.first()).toBeVisible();
  await send(one, "[slow 3000] work");
  await expect(inRail).toContainText("running");
  await expectTurnEnd(lastTurn(one), "Answered");
  // Who leaves at once has seen it, though the rail hears of it later.
  await one.getByRole("complementary", { name: "Navigation" }).getByRole("link", { name: "Projects" }).click();
  const left = one.getByRole("complementary", { name: "Navigation" }).getByRole("link", { name: /Followed elsewhere/ });
  await expect(left).toContainText("answered");
  await expect(left).not.toContainText("new since you looked");
  await expect(inRail).toContainText("answered");
  await expect(inRail).toContainText("new since you looked");
  expect(opened).toBe(1);
  await two.goto(url);
  await expect(inRail).not.toContainText("new since you looked");
  await Promise.all([one.close(), two.close()]);
});

test("a second person cannot see the first one's session unless a right says so", async ({ browser }) => {
  const [owner, stranger] = await Promise.all([browser.newPage(), browser.newPage()]);
  await beAdministrator(owner);
  const url = await madeSession("Private matter");
  const person = { name: "Robin Stranger", email: `robin.${Date.now()}@example.test`, password: "a-long-enough-password" };
  await createPerson(owner, stranger, person);
  await signIn(stranger, person);
  await stranger.goto("/sessions");
  await expect(stranger.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
  await expect(stranger.getByText("Private matter")).toHaveCount(0);
  await stranger.goto(url);
  await expect(stranger.getByRole("heading", { name: /not found/i })).toBeVisible();
  const unknown = url.replace(/[0-9a-f]{4}$/, "0000");
  const [foreign, missing] = await Promise.all([stranger.request.get(url), stranger.request.get(unknown)]);
  expect([foreign.status(), missing.status()]).toEqual([404, 404]);
  const closed = ["/people", "/sessions?project=1", "/sessions?project=999999", "/projects/1"];
  for (const page of closed) expect((await stranger.request.get(page)).status(), page).toBe(404);

  await addReviewer(owner, person);
  await stranger.goto(url);
  await expect(stranger.getByRole("heading", { name: "Private matter" })).toBeVisible();
  await expect(stranger.getByRole("textbox", { name: "Message" })).toHaveCount(0);
  await Promise.all([owner.close(), stranger.close()]);
});
