import { describe, expect, test } from "vitest";
import { asked, called, cost, type Fact, fold, sent } from "@/lib/testing/log-facts";
import { attentionOf } from "./attention";

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
