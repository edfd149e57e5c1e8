// Who may still write is asked of the database, which others need as well: once a person, however much of theirs waits.
import { expect, test } from "vitest";
import { WRITER_MAY_NOT } from "@/lib/domain/sessions/held-message";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

const sven = { personId: 8, name: "Sven" };

async function waiting(...writers: (typeof ada)[]): Promise<ScriptedSession> {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "runs");
  for (const by of writers) await session.driver.messages.submit(by, crypto.randomUUID(), "waits");
  await session.settle();
  session.asked.length = 0;
  return session;
}

test("R6 each writer is asked after once, not once a message", async () => {
  const session = await waiting(ada, sven, ada, sven, ada);
  session.driver.messages.review();
  await session.settle();
  expect(session.asked).toEqual([ada.personId, sven.personId]);
});

test("R6 what is held is marked by what is so after the mark before it", async () => {
  const session = await waiting(sven, sven);
  session.barred.add(sven.personId);
  session.driver.messages.review();
  await session.settle();
  expect(session.log.of("message_queued").map(({ payload }) => payload.reason)).toEqual([null, null, WRITER_MAY_NOT, WRITER_MAY_NOT]);
  expect(session.asked).toEqual([sven.personId, sven.personId]);
});

test("R6 where nobody says who may write, what waits goes out by itself once somebody does", async () => {
  const session = await waiting(ada);
  session.asksInVain = 2;
  await session.cost(0.001);
  const sent = () => session.log.of("message_sent").length;
  expect([sent(), session.asked.length]).toEqual([1, 1]);
  await session.settle(2_000);
  expect([sent(), session.asked.length]).toEqual([1, 2]);
  await session.settle(4_000);
  expect(sent()).toBe(2);
});

test("R11 who has commands waiting is asked after once", async () => {
  const session = await waiting();
  for (const command of ["context", "info"]) session.driver.line.runner.request(command, [], ada);
  session.driver.isKnownAs({ owner: ada, title: "A talk", isAtRest: false });
  await session.settle();
  expect(session.asked).toEqual([ada.personId]);
});

test("R11 the next one whose writer lost the right since is held when its turn comes, and the one behind it goes", async () => {
  const session = await waiting(sven, ada);
  session.barred.add(sven.personId);
  await session.cost(0.001);
  expect(session.log.of("message_sent").map(({ payload }) => payload.by.personId)).toEqual([ada.personId, ada.personId]);
  expect(session.log.of("message_queued").at(-1)?.payload).toMatchObject({ by: sven, reason: WRITER_MAY_NOT });
});
