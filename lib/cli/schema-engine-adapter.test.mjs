// The address of a database means the same to migrations and to the server.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { parseAddress } from "./schema-engine-adapter.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-address-"));
const certificate = path.join(folder, "ca.pem");
writeFileSync(certificate, "a certificate");
afterAll(() => rmSync(folder, { recursive: true }));

const readBy = ({ host, port, user, password, database, ssl }) => ({ host, port, user, password, database, ssl });
const asTheServer = (address) => readBy(new pg.Client({ connectionString: address }));

test.each([
  "postgresql://dashboard:p%40ss@db.example.com:6432/log",
  "postgresql://dashboard@[::1]/log",
  "postgresql://dashboard@db.example.com/log?ssl=true",
  `postgresql://dashboard@db.example.com/log?sslmode=verify-full&sslrootcert=${certificate}`,
  `postgresql://dashboard@db.example.com/log?sslmode=verify-full&sslcert=${certificate}&sslkey=${certificate}`,
  "postgresql://dashboard@db.example.com/log?sslmode=no-verify",
  "postgresql:///log?host=/var/run/postgresql",
])("%s", (address) => {
  expect(readBy(new pg.Client(parseAddress(address).settings))).toEqual(asTheServer(address));
  expect(readBy(new pg.Client(parseAddress(address, "a new one").settings))).toEqual({ ...asTheServer(address), database: "a new one" });
});

test("the names of the database and of Prisma's schema", () => {
  expect(parseAddress("postgresql://dashboard@db/my%20log?schema=other")).toMatchObject({ database: "my log", schema: "other" });
});
