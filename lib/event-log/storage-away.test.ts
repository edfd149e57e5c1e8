import { expect, test } from "vitest";
import { isRefusedByDatabase } from "./storage-away";

const coded = (code: string, message = "said by the database") => Object.assign(new Error(message), { code });
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test.each([
  ["a number out of range", coded("22003")],
  ["a broken rule of a table", coded("23514")],
  ["a JSON too deep", coded("54001")],
  ["a date that is none", thrownBy(() => new Date(Number.NaN).toISOString())],
  ["a value without JSON", thrownBy(() => JSON.stringify(1n))],
  ["too much for one buffer", thrownBy(() => Buffer.alloc(2 ** 60))],
])("%s is the fault of what is stored", (_name, error) => {
  expect(error).toBeInstanceOf(Error);
  expect(isRefusedByDatabase(error)).toBe(true);
});

test.each([
  ["no connection", coded("ECONNREFUSED")],
  ["a broken pipe, although it looks like an SQLSTATE", coded("EPIPE")],
  ["both addresses of localhost refuse", new AggregateError([coded("ECONNREFUSED")])],
  ["a connection that ends", new Error("Connection terminated unexpectedly")],
  ["no free connection in time", new Error("timeout exceeded when trying to connect")],
  ["a server that stops", coded("57P01")],
  ["a full disk", coded("53100")],
  ["a standby", coded("25006")],
  ["a refused password", coded("28P01")],
  ["a database that is not there", coded("3D000")],
  ["a schema that is not there yet", coded("42883")],
  ["a deadlock", coded("40P01")],
  ["a page that cannot be read", coded("XX001")],
])("%s is no reason to give an event up", (_name, error) => {
  expect(isRefusedByDatabase(error)).toBe(false);
});
