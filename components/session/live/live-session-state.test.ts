import { expect, test } from "vitest";
import { sessionNow } from "@/components/session/reading/session-on-page";
import { sessionRights } from "@/lib/domain/policy";
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import { foldWindow } from "@/lib/domain/transcript/transcript-window";
import { aViewer } from "@/lib/testing/a-viewer";
import { cost, numbered, queued, sent } from "@/lib/testing/log-facts";
import { initialLiveSession, type LiveSessionAction, type LiveSessionState, reduceLiveSession } from "./live-session-state";

const status = { state: "ready", since: 0, detail: null, retryAt: null, spooling: false, commands: [], asked: [], viewers: [] } as const;
const live = { ...status, commands: [], asked: [], viewers: [] };
const subject = { kind: "session", ownerId: 1, projectId: 1, shared: false, archived: false, projectArchived: false } as const;
const rights = sessionRights(aViewer({ personId: 1, roles: { 1: ["developer"] } }), subject);
const log = numbered([sent(1), cost(1, "5"), sent(2), cost(2, "7")]);
const start = initialLiveSession([foldWindow({ base: emptyTranscript, events: log.slice(0, 2) })]);
const after = (state: LiveSessionState, ...actions: LiveSessionAction[]) => actions.reduce(reduceLiveSession, state);

test("events after the first paint are added; repeated ones change nothing", () => {
  const state = after(start, { type: "events", events: log.slice(1), head: 4 }, { type: "events", events: log, head: 4 });
  expect(state.transcript).toMatchObject({ head: 4, facts: { costNano: "12" } });
  expect(state.mustRejoin).toBe(false);
});

test("a gap asks for another join after the last event, and joining clears that", () => {
  const state = after(start, { type: "events", events: log.slice(3), head: 4 });
  expect(state).toMatchObject({ mustRejoin: true, knownHead: 4, transcript: { head: 2 } });
  expect(after(state, { type: "joining" }).mustRejoin).toBe(false);
});

test("a message is pending until the log has it, sent or queued", () => {
  const waiting = after(
    start,
    { type: "send", messageId: "m2", text: "two", at: 1 },
    { type: "send", messageId: "q", text: "three", at: 2 },
  );
  expect(waiting.pending.map(({ text }) => text)).toEqual(["two", "three"]);
  const recorded = after(waiting, { type: "events", events: numbered([sent(1), cost(1, "5"), sent(2, "m2"), queued("q", 1)]), head: 4 });
  expect(recorded.pending).toEqual([]);
});

test("a refused message stays with its reason until it is sent again or forgotten", () => {
  const refusal = { code: "storage_unavailable" } as const;
  const refused = after(start, { type: "send", messageId: "m", text: "x", at: 1 }, { type: "send-refused", messageId: "m", refusal });
  expect(refused.pending).toMatchObject([{ refusal }]);
  expect(after(refused, { type: "send-again", messageId: "m" }).pending).toMatchObject([{ text: "x", refusal: null }]);
  expect(after(refused, { type: "forget", messageId: "m" }).pending).toEqual([]);
});

test("a lost channel counts from the first loss, and a closed one stays closed", () => {
  const lost = after(start, { type: "joined", head: 4, status: live, rights }, { type: "lost", at: 10 }, { type: "lost", at: 20 });
  expect(lost.channel).toEqual({ kind: "lost", since: 10, refusal: null });
  expect(lost.knownHead).toBe(4);
  const closed = after(start, { type: "closed", refusal: { code: "unauthenticated" } }, { type: "lost", at: 30 });
  expect(closed.channel).toEqual({ kind: "closed", refusal: { code: "unauthenticated" } });
});

test("the reason of a refusal is shown until it is dismissed or something new is sent", () => {
  const refused = after(start, { type: "refused", refusal: { code: "queue_changed" } });
  expect(after(refused, { type: "say", words: null }).problem).toBeNull();
  expect(after(refused, { type: "send", messageId: "m", text: "x", at: 1 }).problem).toBeNull();
});

test("what could not be done last is what is said, again where it is the same", () => {
  const refused = { type: "refused", refusal: { code: "queue_changed" } } as const;
  const first = after(start, { type: "say", words: "The whole message could not be loaded." }, refused);
  expect(first.problem?.words).toBe("This message was already sent or removed.");
  const again = after(first, refused);
  expect(again.problem).toMatchObject({ words: first.problem?.words });
  expect(again.problem?.no).not.toBe(first.problem?.no);
});

test("a part of the log that was asked for is put in, and what came meanwhile stays", () => {
  const end = { base: { ...emptyTranscript, from: 3, turnsBefore: 1, head: 2 }, events: log.slice(2, 3) };
  const live = after(initialLiveSession([foldWindow(end)]), { type: "events", events: log.slice(3), head: 4 });
  expect(live.stretches.map(({ events }) => events.map(({ seq }) => seq))).toEqual([[3, 4]]);
  const whole = after(live, { type: "window", window: { base: emptyTranscript, events: log.slice(0, 2) } });
  expect(whole.stretches).toHaveLength(1);
  expect(whole.transcript).toMatchObject({ head: 4, facts: { costNano: "12" } });
  expect(whole.transcript).toBe(whole.stretches[0]?.transcript);
});

test("rights are those that were heard last, and none when the session was closed to this viewer", () => {
  const made = {
    id: "s",
    title: "t",
    projectId: 1,
    projectName: "p",
    projectArchived: false,
    canRestoreProject: false,
    isDemo: true,
    archived: false,
    shared: false,
  };
  const page = { ...made, owner: { id: 1, name: "Ada" }, model: "", role: "", rights: { ...rights, "session:send": false } };
  expect(sessionNow(page, start).rights["session:send"]).toBe(false);
  const allowed = after(start, { type: "rights", rights });
  expect(sessionNow(page, allowed).rights["session:send"]).toBe(true);
  const back = after(allowed, { type: "joined", head: 2, status: live, rights: page.rights });
  expect(sessionNow(page, back).rights["session:send"]).toBe(false);
  // The page was made before its project was archived, and says so of whoever wrote here.
  expect([sessionNow(page, start), sessionNow(page, allowed), sessionNow(page, back)].map((one) => one.projectArchived)).toEqual([
    made.projectArchived,
    false,
    true,
  ]);
  const reader = after(start, { type: "rights", rights: { ...page.rights, "session:stop": false } });
  expect(sessionNow(page, reader).projectArchived).toBe(made.projectArchived);
  const signedOut = after(allowed, { type: "closed", refusal: { code: "unauthenticated" } });
  expect(sessionNow(page, signedOut).rights["session:send"]).toBe(true);
  const closed = after(allowed, { type: "closed", refusal: { code: "not_found" } });
  expect(new Set(Object.values(sessionNow(page, closed).rights))).toEqual(new Set([false]));
});

test("whose it is and who writes is what the log says", () => {
  const [ada, bob] = [
    { personId: 1, name: "Ada" },
    { personId: 2, name: "Bob" },
  ];
  const at = { at: 1, turn: null };
  const facts = [
    { ...at, seq: 3, kind: "session_shared" as const, payload: { mode: "project" as const, by: ada } },
    { ...at, seq: 4, kind: "session_handed_over" as const, payload: { from: ada, to: bob, by: ada } },
  ];
  const shared = after(start, { type: "events", events: facts, head: 4 });
  expect(shared.transcript.facts).toMatchObject({ shared: true, owner: bob });
  const again = { ...at, seq: 5, kind: "session_shared" as const, payload: { mode: "owner" as const, by: bob } };
  expect(after(shared, { type: "events", events: [again], head: 5 }).transcript.facts).toMatchObject({ shared: false, owner: bob });
});

test("to dismiss where nothing stands changes nothing, so that a key of the composer draws nothing again", () => {
  expect(reduceLiveSession(start, { type: "say", words: null })).toBe(start);
});
