import { describe, expect, test } from "vitest";
import type { ListedSession } from "@/lib/protocol/browser-channel";
import { heardBack, heardGone, heardRows, noNews, railNow } from "./rail-rows";
import type { RailSession } from "./rail-sessions";

const aSession = (id: string, part: Partial<RailSession> = {}): RailSession => ({
  id,
  title: id,
  state: "idle",
  costNano: "0",
  unknownCostTurns: 0,
  isDemo: true,
  activeAt: 10,
  lastSeq: 3,
  newsSeq: 2,
  ownerName: "Ada",
  isMine: true,
  ...part,
});
const aRow = (id: string, part: Partial<ListedSession> = {}): ListedSession => ({
  ...aSession(id),
  state: "idle",
  archived: false,
  canWrite: true,
  ...part,
});
const project = (...sessions: RailSession[]) => ({ id: 1, name: "Demo", kind: "demo", count: 9, sessions });
const idsOf = (...args: Parameters<typeof railNow>) => railNow(...args)[0]?.sessions.map(({ id }) => id);
const place = { ...aSession("here", { activeAt: 7, isMine: false, ownerName: "Bob" }), projectId: 1 };

describe("the session one is in", () => {
  test("stands among the newest by its activity, once, and only in its own project", () => {
    const projects = [project(aSession("a"), aSession("b", { activeAt: 5 }))];
    expect(idsOf(projects, place, noNews)).toEqual(["a", "here", "b"]);
    expect(idsOf(projects, { ...place, id: "b" }, noNews)).toEqual(["a", "b"]);
    expect(idsOf(projects, { ...place, projectId: 2 }, noNews)).toEqual(["a", "b"]);
    expect(idsOf([project()], { ...place, activeAt: 0 }, noNews)).toEqual(["here"]);
  });

  test("is live like the others, whoever may write in it, and goes when it is no longer open or archived", () => {
    const running = heardRows(noNews, [aRow("here", { state: "running", lastSeq: 4, canWrite: false, ownerName: "Cid" })]);
    expect(railNow([project()], place, running)[0]?.sessions).toMatchObject([{ id: "here", state: "running", ownerName: "Cid" }]);
    expect(idsOf([project()], place, heardGone(running, ["here"]))).toEqual([]);
    expect(idsOf([project()], place, heardRows(noNews, [aRow("here", { lastSeq: 4, archived: true })]))).toEqual([]);
  });
});

test("a shared session is let go at once when it is kept to its owner, and comes back when it is shared again", () => {
  const projects = [project(aSession("theirs", { isMine: false, ownerName: "Bob" }))];
  const gone = heardGone(noNews, ["theirs"]);
  expect(idsOf(projects, null, gone)).toEqual([]);
  expect(idsOf(projects, null, heardRows(gone, [aRow("theirs", { lastSeq: 6 })]))).toEqual(["theirs"]);
  expect(idsOf(projects, null, heardRows(noNews, [aRow("theirs", { lastSeq: 4, canWrite: false })]))).toEqual([]);
});

test("what the page was made with counts where it knows more", () => {
  const old = heardRows(noNews, [aRow("a", { lastSeq: 2, state: "running", canWrite: false })]);
  expect(railNow([project(aSession("a", { state: "answered" }))], null, old)[0]?.sessions).toMatchObject([{ state: "answered" }]);
});

test("what comes late does not take the place of what is newer", () => {
  const rows = heardRows(heardRows(noNews, [aRow("a", { lastSeq: 9, state: "answered" })]), [aRow("a", { lastSeq: 8, state: "running" })]);
  expect(railNow([project(aSession("a"))], null, rows)[0]?.sessions).toMatchObject([{ lastSeq: 9, state: "answered" }]);
});

test("what was given back while nobody here listened is there when the frame that is made again has it", () => {
  const shared = [project(aSession("a", { lastSeq: 7 }))];
  expect(idsOf(shared, null, heardBack(heardGone(noNews, ["a"])))).toEqual(["a"]);
  expect(idsOf(shared, null, heardRows(noNews, [aRow("a", { lastSeq: 6, archived: true })]))).toEqual(["a"]);
  expect(idsOf(shared, null, heardRows(noNews, [aRow("a", { lastSeq: 7, archived: true })]))).toEqual([]);
});
