import { describe, expect, test } from "vitest";
import { hostOfOwnOrigin, isOwnHost, isOwnOrigin, ownHosts, ownOrigins } from "./allowed-origins";

const onLoopback = ownOrigins({ host: "127.0.0.1", port: 3000, publicUrl: undefined });
const inPublic = ownOrigins({ host: "10.0.0.5", port: 3000, publicUrl: "https://Agents.Example.com/" });

describe("pages that may open a socket", () => {
  test.each(["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"])("on this machine: %s", (origin) => {
    expect(isOwnOrigin(onLoopback, origin)).toBe(true);
  });

  test("at the public address, and where we listen", () => {
    expect(isOwnOrigin(inPublic, "https://agents.example.com")).toBe(true);
    expect(isOwnOrigin(inPublic, "http://10.0.0.5:3000")).toBe(true);
    expect(isOwnOrigin(inPublic, "http://localhost:3000")).toBe(false);
  });

  test("without the port that a browser leaves out", () => {
    expect(isOwnOrigin(ownOrigins({ host: "127.0.0.1", port: 80, publicUrl: undefined }), "http://localhost")).toBe(true);
  });
});

test.each([
  ["0.0.0.0", ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"]],
  ["::", ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"]],
  ["127.0.0.2", ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "http://127.0.0.2:3000"]],
  ["::1", ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"]],
  ["fd00::5", ["http://[fd00::5]:3000"]],
  ["Agents.Example.com", ["http://agents.example.com:3000"]],
])("bound to %s it goes by exactly these", (host, origins) => {
  expect([...ownOrigins({ host, port: 3000, publicUrl: undefined })]).toEqual(origins);
});

describe("pages that may not", () => {
  test.each([
    undefined,
    "",
    "null",
    "https://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:3001",
    "https://127.0.0.1:3000",
    "http://127.0.0.1:3000.evil.example",
    "http://127.0.0.1:3000@evil.example",
    "http://evil-localhost:3000",
    "http://LOCALHOST:3000",
    "http://localhost:3000/",
    " http://localhost:3000",
  ])("%s", (origin) => expect(isOwnOrigin(onLoopback, origin)).toBe(false));

  test.each([
    "https://agents.example.com.evil.example",
    "https://evil-agents.example.com",
    "http://agents.example.com",
    "https://agents.example.com:8443",
  ])("%s", (origin) => expect(isOwnOrigin(inPublic, origin)).toBe(false));
});

test("names we go by, in any case", () => {
  const hosts = ownHosts(onLoopback);
  expect(["127.0.0.1:3000", "LocalHost:3000", "[::1]:3000"].every((host) => isOwnHost(hosts, host))).toBe(true);
  expect([undefined, "", "rebound.evil.example:3000", "localhost", "localhost:3001"].some((host) => isOwnHost(hosts, host))).toBe(false);
});

test("with the port that a browser leaves out, as a proxy may write it", () => {
  const hosts = ownHosts(inPublic);
  expect(["agents.example.com", "agents.example.com:443", "10.0.0.5:3000"].every((host) => isOwnHost(hosts, host))).toBe(true);
  expect(["agents.example.com:80", "agents.example.com:3000", "10.0.0.5"].some((host) => isOwnHost(hosts, host))).toBe(false);
});

test("the name that the browser knows us by", () => {
  expect(hostOfOwnOrigin(inPublic, "https://agents.example.com")).toBe("agents.example.com");
  expect(hostOfOwnOrigin(inPublic, "http://10.0.0.5:3000")).toBe("10.0.0.5:3000");
  for (const origin of [undefined, "null", "https://evil.example"]) expect(hostOfOwnOrigin(inPublic, origin)).toBeUndefined();
});
