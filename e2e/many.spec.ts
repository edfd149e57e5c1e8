// An installation with three hundred projects and five hundred people: everything is found by a part of its name.
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type App, startApp, stopApp } from "./app-process";
import { expectAccessible } from "./axe";
import { databaseOf } from "./held-table";
import { signIn } from "./people";

const FILL = [
  "INSERT INTO project (name) SELECT 'Tower ' || n FROM generate_series(1, 299) n",
  "INSERT INTO upstream (project_id, kind) SELECT id, 'demo' FROM project p WHERE NOT EXISTS (SELECT FROM upstream u WHERE u.project_id = p.id)",
  `INSERT INTO membership (person_id, project_id, role)
     SELECT a.id, p.id, 'developer' FROM person a, project p WHERE a.is_admin ON CONFLICT DO NOTHING`,
  "INSERT INTO person (email, name) SELECT 'person' || n || '@example.test', 'Person ' || n FROM generate_series(1, 499) n",
];

let app: App;
let context: BrowserContext;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  app = await startApp();
  const database = await databaseOf(app.dataDir);
  for (const statement of FILL) await database.query(statement);
  await database.end();
  context = await browser.newContext({ baseURL: app.url });
  page = await context.newPage();
  await signIn(page);
});
test.afterAll(async () => {
  await context.close();
  await stopApp(app);
});

/** The Enter that takes what an input method offers. */
const composeWithEnter = (field: Element) =>
  void field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }));

/** Nothing of the page is wider than the page. */
const expectNarrow = () => expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test("the projects are filtered by name, and what fits none says so", async () => {
  await page.goto("/projects");
  const projects = page.getByRole("main").getByRole("listitem");
  await expect(projects).toHaveCount(300);
  const filter = page.getByRole("searchbox", { name: "Filter projects" });
  await filter.fill("29 tower");
  await expect(projects).toHaveCount(13);
  await expect(page).toHaveURL(/q=29/);
  await filter.fill("bridge");
  await expect(page.getByRole("heading", { name: "No project has this in its name" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).press("Enter");
  await expect(projects).toHaveCount(300);
  await expect(filter).toBeFocused();
});

test("a project of many is chosen for a new session by keys alone", async () => {
  await page.goto("/sessions/new");
  const filter = page.getByRole("searchbox", { name: "Filter the projects" });
  await expect(filter).toBeFocused();
  await expectAccessible(page, "/sessions/new");
  await page.keyboard.type("tower 277");
  await expect(page.getByText("1 of 300 left.")).toBeVisible();
  const select = page.getByRole("combobox", { name: "Project", exact: true });
  await filter.evaluate(composeWithEnter);
  await expect(filter).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(select).toBeFocused();
  await expect(select.locator("option:checked")).toHaveText("Tower 277");
  await filter.fill("bridge");
  await expect(page.getByText("No project has this in its name.")).toBeVisible();
  await page.getByRole("button", { name: "Start session" }).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Choose one." })).toBeVisible();
  await filter.fill("tower 277");
  await page.getByRole("button", { name: "Start session" }).press("Enter");
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/);
  const rail = page.getByRole("complementary", { name: "Navigation" });
  await expect(rail.getByRole("region", { name: "Sessions of Tower 277" })).toBeVisible();
  await expect(rail.getByRole("region")).toHaveCount(1);
  await expect(rail.getByRole("link", { name: "All 300 projects" })).toBeVisible();
});

test("the list of sessions offers a dozen projects, and finds the others by name", async () => {
  await page.goto("/sessions");
  const places = page.getByRole("navigation", { name: "Which sessions" }).getByRole("link");
  await expect(places).toHaveCount(13);
  await expect(page.getByText("288 more projects not shown")).toBeVisible();
  await expectAccessible(page, "/sessions");
  const find = page.getByRole("searchbox", { name: "Find a project" });
  await find.fill("bridge");
  await expect(page.getByText("No project has this in its name.")).toBeVisible();
  await find.fill("tower 277");
  await expect(places).toHaveCount(2);
  await find.evaluate(composeWithEnter);
  await expect(find).toHaveValue("tower 277");
  await find.press("Enter");
  await expect(page).toHaveURL(/project=\d+/);
  await expect(places.filter({ hasText: "Tower 277" })).toHaveAttribute("aria-current", "page");
  await expect(find).toHaveValue("");
  await expect(places).toHaveCount(14);
});

test("the palette offers a dozen projects, says how many more there are, and finds all", async () => {
  await page.goto("/account");
  await page.getByRole("button", { name: "Search or jump to" }).click();
  const towers = page.getByRole("option", { name: /^Tower \d+$/ });
  await expect(page.getByRole("option", { name: "288 more projects: type a part of the name." })).toBeVisible();
  expect(await towers.count()).toBeLessThanOrEqual(12);
  await page.keyboard.type("tower 277");
  await expect(towers).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sessions\?project=\d+/);
});

test("somebody of many is added to a project by a part of their email", async () => {
  await page.goto("/projects/1");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox", { name: "Filter the people" }).fill("person321@");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("button", { name: "Person 321: Developer" })).toHaveAttribute("aria-pressed", "true");
});

test("on a narrow phone all of it fits", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/projects", "/sessions", "/sessions/new", "/people", "/projects/1"]) {
    await page.goto(path);
    await expect(page.getByRole("searchbox").first()).toBeVisible();
    await expectNarrow();
  }
});
