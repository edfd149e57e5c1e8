// A database that tests may drop says so by its name.
import { expect, test } from "vitest";
import { refuseUnlessForTests } from "./throwaway-database.mjs";

test.each(["dashboard", "postgres", "team%20db", ""])("a database %j is not dropped", (name) => {
  expect(() => refuseUnlessForTests(`postgresql://ada@db/${name}`)).toThrow(
    `TEST_DATABASE_URL names "${decodeURIComponent(name)}". Tests drop it: name one with "test" or "template" in its name.`,
  );
});

test.each(["dashboard_test", "Tests", "dashboard_template"])("one named %j is", (name) => {
  expect(() => refuseUnlessForTests(`postgresql://ada@db/${name}`)).not.toThrow();
});
