import { describe, expect, test } from "vitest";
import { upstreamInput } from "./upstream-input";

const reasonFor = (typed: unknown): string => upstreamInput.safeParse(typed).error?.issues[0]?.message ?? "accepted";

describe("addresses", () => {
  test.each([
    ["ws://127.0.0.1:8080", "ws://127.0.0.1:8080/"],
    [" wss://Agents.Example.com/path ", "wss://agents.example.com/path"],
    // Spelled so that a person may not see it: what is stored and shown is what is called.
    ["ws://0x7f.1", "ws://127.0.0.1/"],
    ["ws://2130706433", "ws://127.0.0.1/"],
    ["ws://0177.0.0.1:80", "ws://127.0.0.1/"],
    ["ws://[::ffff:127.0.0.1]", "ws://[::ffff:7f00:1]/"],
    ["ws://ａgents.example.com", "ws://agents.example.com/"],
  ])("%s", (url, stored) => expect(upstreamInput.parse({ kind: "external", url })).toMatchObject({ url: stored, role: null, cwd: null }));

  test.each([
    ["http://127.0.0.1:8080", /ws:\/\/ or wss:\/\//],
    ["127.0.0.1:8080", /ws:\/\/ or wss:\/\//],
    ["javascript:alert(1)", /ws:\/\/ or wss:\/\//],
    ["", /ws:\/\/ or wss:\/\//],
    ["ws://me:secret@127.0.0.1:8080", /token has its own field/],
    ["ws://127.0.0.1:8080/?token=secret", /token has its own field/],
    ["ws://127.0.0.1:8080/#secret", /token has its own field/],
  ])("%s is refused", (url, reason) => expect(reasonFor({ kind: "external", url })).toMatch(reason));
});

test.each(["two words", "line\nbreak", "ünïcode", "nul\0"])("the token %j is refused", (token) => {
  expect(reasonFor({ kind: "external", url: "ws://127.0.0.1", token })).toMatch(/no spaces/);
});

describe("a managed agent", () => {
  test.each(["relative/path", "", "/with\0nul", "~/code"])("folder %j is refused", (cwd) =>
    expect(reasonFor({ kind: "managed", cwd })).toMatch(/whole path/),
  );

  test.each(["lower", "1ST", "A-B", "A=B", "", "A".repeat(129)])("the variable name %j is refused", (name) => {
    expect(reasonFor({ kind: "managed", cwd: "/code", envNames: [name] })).toMatch(/capital letters/);
  });

  test.each(["APP_SECRET", "NEXTAUTH_SECRET", "DATABASE_URL", "ADMIN_PASSWORD", "OCTOMIND_TOKEN", "OCTOMIND_BIN", "OCTOMIND_ROLE"])(
    "our own %s is never passed on",
    (name) => {
      expect(reasonFor({ kind: "managed", cwd: "/code", envNames: [name] })).toMatch(/never passed on/);
    },
  );

  test("blank fields are none", () => {
    expect(upstreamInput.parse({ kind: "managed", cwd: "/code/", role: "", configPath: " ", dataDir: undefined })).toEqual({
      kind: "managed",
      cwd: "/code/",
      role: null,
      configPath: null,
      dataDir: null,
      envNames: [],
    });
  });

  test.each(["developer rust", "a\nb", "$(id)", "--sandbox", "-h", "x".repeat(129)])("the role %j is refused", (role) => {
    expect(reasonFor({ kind: "managed", cwd: "/code", role })).toMatch(/A role looks like/);
  });
});

test.each([null, undefined, [], "demo", { kind: "other" }, { kind: "__proto__" }])("%j is no agent", (typed) => {
  expect(upstreamInput.safeParse(typed).success).toBe(false);
});
