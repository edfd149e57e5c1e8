import { describe, expect, test } from "vitest";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import { connectionWords, idleWords } from "./connection-words";

const status = (change: Partial<LiveStatus>): LiveStatus => ({
  state: "ready",
  since: 0,
  detail: null,
  retryAt: null,
  spooling: false,
  asked: [],
  commands: [],
  viewers: [],
  ...change,
});
const open = { kind: "open" } as const;

describe("connectionWords", () => {
  test("nothing is said when all is well or only beginning", () => {
    expect(connectionWords(open, status({}))).toBeNull();
    expect(connectionWords({ kind: "joining" }, null)).toBeNull();
    expect(connectionWords(open, status({ state: "starting" }))).toBeNull();
    expect(idleWords(open, status({ state: "starting" }))).toContain("starting");
  });

  test("a signed-out device is told so and led to sign in, whatever the agent does", () => {
    const words = connectionWords({ kind: "closed", refusal: { code: "unauthenticated" } }, status({ state: "refused" }));
    expect(words).toMatchObject({ title: "This device was signed out.", action: "sign-in" });
  });

  test.each([
    [{ state: "refused", detail: "Octomind 0.68 or newer is needed." }, "Octomind 0.68 or newer is needed.", "retry-agent"],
    [
      { state: "refused", detail: "The database cannot be reached.", retryAt: 9 },
      "It is tried again by itself; what waits goes out then. The database cannot be reached.",
      "retry-agent",
    ],
    [{ state: "reconnecting", detail: "connection refused", retryAt: 9 }, "connection refused", "retry-agent"],
    [{ state: "waiting_for_place", detail: "50 of 50 agents run." }, "50 of 50 agents run.", null],
  ] as const)("%j says the agent's reason", (change, text, action) => {
    expect(connectionWords(open, status(change))).toMatchObject({ text, action });
  });

  test("a database that is away is said before a lost agent, because it stops sending", () => {
    expect(connectionWords(open, status({ state: "reconnecting", spooling: true }))?.title).toBe("The database is away.");
  });

  test("a lost channel can be tried at once", () => {
    const lost = { kind: "lost", since: 1, refusal: null } as const;
    expect(connectionWords(lost, status({}))).toMatchObject({ tone: "warn", action: "reconnect", since: 1 });
    const refused = { ...lost, refusal: { code: "too_many_requests", detail: "You have 20 pages open." } } as const;
    expect(connectionWords(refused, status({}))?.text).toBe("You have 20 pages open.");
  });
});
