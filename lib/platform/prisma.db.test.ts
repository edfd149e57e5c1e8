import { expect, test } from "vitest";
import { storePerson } from "@/lib/testing/stored-people";
import { testDatabase } from "@/lib/testing/test-database";
import { openPrisma } from "./prisma";
import { isStorageAway } from "./storage-away";

const { pool } = testDatabase();

test("a transaction that waited in vain takes its connection along: what is written after it is committed, and nothing stays locked", async () => {
  const { id } = await storePerson();
  const prisma = openPrisma({ answerMs: 300 });
  const other = await pool.connect();
  await other.query("BEGIN");
  await other.query("UPDATE person SET name = 'Locked'");
  const waiting = prisma.$transaction((tx) => tx.person.update({ where: { id }, data: { name: "Late" } }));
  await expect(waiting).rejects.toThrow("Query read timeout");
  await other.query("ROLLBACK");
  other.release();
  await prisma.person.update({ where: { id }, data: { name: "Bea" } });
  await prisma.$disconnect();
  expect((await pool.query("SELECT name FROM person")).rows).toEqual([{ name: "Bea" }]);
});

test("a transaction that finds no free connection in time tells of a database that is away, not of a fault of ours", async () => {
  await storePerson();
  const prisma = openPrisma();
  const other = await pool.connect();
  await other.query("BEGIN");
  await other.query("UPDATE person SET name = 'Locked'");
  const rename = () => prisma.$transaction((tx) => tx.person.updateMany({ data: { name: "Late" } }));
  const others = Promise.all(Array.from({ length: 10 }, rename));
  const late: unknown = await rename().catch((error: unknown) => error);
  await other.query("ROLLBACK");
  other.release();
  await others;
  await prisma.$disconnect();
  expect(late).toMatchObject({ code: "P2028" });
  expect(isStorageAway(late)).toBe(true);
});
