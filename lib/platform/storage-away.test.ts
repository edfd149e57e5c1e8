import { describe, expect, test } from "vitest";
import { isStorageAway } from "./storage-away";

const withCode = (code: string, message = "") => Object.assign(new Error(message), { code });

describe("the database is away", () => {
  test.each([
    withCode("ECONNREFUSED"),
    withCode("57P01", "terminating connection due to administrator command"),
    withCode("53300", "too many clients"),
    withCode("P1001"),
    new Error("timeout exceeded when trying to connect"),
    new Error("Connection terminated unexpectedly"),
    new Error("wrapped", { cause: withCode("ECONNRESET") }),
  ])("%s", (error) => expect(isStorageAway(error)).toBe(true));
});

describe("the query is wrong", () => {
  test.each([withCode("42P01", "relation does not exist"), withCode("P2002"), new Error("a bug"), "ECONNREFUSED", null])("%s", (error) => {
    expect(isStorageAway(error)).toBe(false);
  });
});
