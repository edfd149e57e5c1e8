import { describe, expect, test } from "vitest";
import { firstWords, isRefusedByDatabase, isStorageAway, StorageAwayError } from "./storage-away";

const coded = (code: string, message = "said by the database") => Object.assign(new Error(message), { code });
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe("the database is away", () => {
  test.each([
    ["no connection", coded("ECONNREFUSED")],
    ["a broken pipe, although it looks like an SQLSTATE", coded("EPIPE")],
    ["a name that cannot be looked up now", coded("EAI_AGAIN")],
    ["both addresses of localhost refuse", new AggregateError([coded("ECONNREFUSED")])],
    ["a server that stops", coded("57P01", "terminating connection due to administrator command")],
    ["too many clients", coded("53300")],
    ["a full disk", coded("53100")],
    ["Prisma cannot reach it", coded("P1001")],
    ["a transaction of Prisma's that took too long", coded("P2028", "A query cannot be executed on an expired transaction.")],
    ["no free connection in time", new Error("timeout exceeded when trying to connect")],
    ["no answer in time", new Error("Query read timeout")],
    ["a connection that ends", new Error("Connection terminated unexpectedly")],
    ["a connection that ended before", new Error("Client has encountered a connection error and is not queryable")],
    ["a wrapped one", new Error("wrapped", { cause: coded("ECONNRESET") })],
    ["our own word for it", new StorageAwayError(new Error("any"))],
  ])("%s", (_name, error) => {
    expect(isStorageAway(error)).toBe(true);
    expect(isRefusedByDatabase(error)).toBe(false);
  });
});

test.each([
  [
    "a wrapped one",
    new StorageAwayError(new Error("wrapped", { cause: coded("57P01", "terminating connection") })),
    "terminating connection",
  ],
  [
    "both addresses of localhost refuse",
    new StorageAwayError(new AggregateError([new Error("refused at ::1"), new Error("refused at 127.0.0.1")])),
    "refused at ::1; refused at 127.0.0.1",
  ],
  ["what is no error", "any", "any"],
])("why, in the words of whoever said it first: %s", (_name, error, words) => {
  expect(firstWords(error)).toBe(words);
});

describe("the database is not as it must be: no reason to give an event up, nor to say that it is away", () => {
  test.each([
    ["a standby", coded("25006")],
    ["a refused password", coded("28P01")],
    ["a database that is not there", coded("3D000")],
    ["a table that is not there", coded("42P01", "relation does not exist")],
    ["a schema that is not there yet", coded("42883")],
    ["a deadlock", coded("40P01")],
    ["a page that cannot be read", coded("XX001")],
    ["a text that was thrown", "ECONNREFUSED"],
    ["nothing that was thrown", null],
  ])("%s", (_name, error) => {
    expect(isStorageAway(error)).toBe(false);
    expect(isRefusedByDatabase(error)).toBe(false);
  });
});

describe("what was asked is wrong", () => {
  test.each([
    ["a number out of range", coded("22003")],
    ["a broken rule of a table", coded("23514")],
    ["a JSON too deep", coded("54001")],
    ["Prisma's broken rule", coded("P2002")],
    ["a bug", new Error("a bug")],
    ["a date that is none", thrownBy(() => new Date(Number.NaN).toISOString())],
    ["a value without JSON", thrownBy(() => JSON.stringify(1n))],
    ["too much for one buffer", thrownBy(() => Buffer.alloc(2 ** 60))],
  ])("%s", (_name, error) => {
    expect(error).toBeInstanceOf(Error);
    expect(isStorageAway(error)).toBe(false);
    expect(isRefusedByDatabase(error)).toBe(true);
  });
});
