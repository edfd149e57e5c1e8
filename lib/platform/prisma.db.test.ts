import { expect, test } from "vitest";
import { storePerson } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { openPrisma, prisma } from "./prisma";
import { isStorageAway } from "./storage-away";

const { pool } = testDatabase();

test("a transaction that waited in vain takes its connection along: what is written after it is committed, and nothing stays locked", async () => {
  const { id } = await storePerson();
  const own = openPrisma({ answerMs: 300 });
  const other = await pool.connect();
  await other.query("BEGIN");
  await other.query("UPDATE person SET name = 'Locked'");
  const waiting = own.$transaction((tx) => tx.person.update({ where: { id }, data: { name: "Late" } }));
  await expect(waiting).rejects.toThrow("Query read timeout");
  await other.query("ROLLBACK");
  other.release();
  await own.person.update({ where: { id }, data: { name: "Bea" } });
  await own.$disconnect();
  expect((await pool.query("SELECT name FROM person")).rows).toEqual([{ name: "Bea" }]);
});

test("a transaction that finds no free connection in time tells of a database that is away, not of a fault of ours", async () => {
  await storePerson();
  const own = openPrisma();
  const other = await pool.connect();
  await other.query("BEGIN");
  await other.query("UPDATE person SET name = 'Locked'");
  const rename = () => own.$transaction((tx) => tx.person.updateMany({ data: { name: "Late" } }));
  const others = Promise.all(Array.from({ length: 10 }, rename));
  const late: unknown = await rename().catch((error: unknown) => error);
  await other.query("ROLLBACK");
  other.release();
  await others;
  await own.$disconnect();
  expect(late).toMatchObject({ code: "P2028" });
  expect(isStorageAway(late)).toBe(true);
});

test.each([
  ["a full disk", "53100"],
  ["a database that stops", "57P01"],
  ["a database that starts", "57P03"],
])("%s is a database that is away, whichever way it was asked", async (_, state) => {
  await storePerson();
  await pool.query(
    `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$`,
  );
  await pool.query("CREATE TRIGGER fail BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION fail()");
  const errors = [
    await prisma.person.updateMany({ data: { name: "Bea" } }).catch((error: unknown) => error),
    await prisma.$executeRaw`UPDATE person SET name = 'Bea'`.catch((error: unknown) => error),
  ];
  await pool.query("DROP FUNCTION fail CASCADE");
  expect(errors.map(isStorageAway)).toEqual([true, true]);
});
