import { describe, expect, test } from "vitest";
import { DEFAULT_TITLE } from "@/lib/domain/sessions/title-limit";
import { asked, called, cost, type Fact, fold, mara, sent } from "@/lib/testing/log-facts";
import { attentionOf, changeOf } from "./attention";

const between = (before: Fact[], after: Fact[]) => attentionOf(fold(...before), fold(...before, ...after));

describe("what calls for a look", () => {
  test("a turn that ended, with what it cost", () => {
    expect(between([sent(1)], [cost(1, "20000000")])).toEqual({ words: "Turn 1 is answered, $0.0200", isUrgent: false });
  });

  test("a turn that ended although the next one runs already", () => {
    expect(between([sent(1)], [cost(1, "0"), sent(2)])?.words).toBe("Turn 1 is answered, $0.00");
  });

  test("a turn that began and ended between two looks, the newest of several, and none that is older than what was known", () => {
    expect(between([], [sent(1), cost(1, "0")])?.words).toBe("Turn 1 is answered, $0.00");
    expect(between([sent(1), cost(1, "0")], [sent(2), cost(2, "0"), sent(3), cost(3, "0")])?.words).toBe("Turn 3 is answered, $0.00");
    expect(attentionOf(fold(sent(2), cost(2, "0")), fold(sent(1), cost(1, "0"), sent(2), cost(2, "0")))).toBeNull();
  });

  test("a question, once", () => {
    expect(between([sent(1)], [asked(1)])).toEqual({ words: "The agent asks you something", isUrgent: true });
    expect(between([sent(1), asked(1)], [called(1, "a")])).toBeNull();
  });

  test("nothing else", () => {
    expect(between([], [sent(1)])).toBeNull();
    expect(between([sent(1)], [called(1, "a")])).toBeNull();
    expect(between([sent(1), cost(1, "0")], [])).toBeNull();
  });
});

describe("what is said to who is there, and calls nobody", () => {
  const changed = (before: Fact[], after: Fact[]) => changeOf(fold(...before), fold(...before, ...after));
  const queued = (messageId: string, place: number): Fact => ({
    kind: "message_queued",
    payload: { messageId, text: messageId, by: mara, place, reason: null },
  });

  test("a message that waits its turn, once, and where", () => {
    expect(changed([sent(1)], [queued("a", 1)])).toBe("A message waits at place 1 of 1");
    expect(changed([sent(1), queued("b", 2)], [queued("a", 1)])).toBe("A message waits at place 1 of 2");
    expect(changed([sent(1), queued("a", 1)], [{ kind: "message_moved", payload: { messageId: "a", place: 3, by: mara } }])).toBeNull();
  });

  test("that it was archived, restored, shared, or kept to its owner again", () => {
    const archived: Fact = { kind: "session_archived", payload: { by: mara } };
    expect(changed([], [archived])).toBe("Archived: it can be read and not continued");
    expect(changed([archived], [{ kind: "session_restored", payload: { by: mara } }])).toBe("Restored from the archive");
    const shared = (mode: "project" | "owner"): Fact => ({ kind: "session_shared", payload: { by: mara, mode } });
    expect(changed([], [shared("project")])).toBe("The project's developers write here too");
    expect(changed([shared("project")], [shared("owner")])).toBe("Only its owner writes here");
    expect(changed([sent(1)], [called(1, "a")])).toBeNull();
  });

  test("its new name, but not the one that it gets from its first message", () => {
    const named = (title: string, by: typeof mara | null = mara): Fact => ({ kind: "session_renamed", payload: { title, by } });
    const created: Fact = { kind: "session_created", payload: { title: DEFAULT_TITLE, by: mara } };
    expect(changed([created, named("First")], [named("Second")])).toBe("Now called Second");
    expect(changed([created], [named("hello", null)])).toBeNull();
  });
});
