import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { clientAddress, describeRequest, stampedAddress, stampedNonce, stampedPath, stampRequest } from "./stamp-request";

const request = (remoteAddress: string, headers: IncomingMessage["headers"] = {}): IncomingMessage =>
  ({ headers, socket: { remoteAddress } }) as IncomingMessage; // as: the two fields that are read

const policy = { nonce: "ours", header: "script-src 'nonce-ours'" };

describe("the client's address", () => {
  test("is the socket's, whatever the client claims", () => {
    expect(clientAddress(request("203.0.113.9", { "x-forwarded-for": "198.51.100.1" }), false)).toBe("203.0.113.9");
  });
  test("behind a trusted proxy is what the proxy wrote, not what the client wrote before it", () => {
    expect(clientAddress(request("10.0.0.1", { "x-forwarded-for": "6.6.6.6, 198.51.100.1" }), true)).toBe("198.51.100.1");
    expect(clientAddress(request("10.0.0.1", { "x-forwarded-for": "6.6.6.6, 198.51.100.1, " }), true)).toBe("198.51.100.1");
    expect(clientAddress(request("10.0.0.1"), true)).toBe("10.0.0.1");
    expect(clientAddress(request("10.0.0.1", { "x-forwarded-for": "," }), true)).toBe("10.0.0.1");
  });
  test("is no longer than any address, whatever a proxy passes on", () => {
    expect(clientAddress(request("10.0.0.1", { "x-forwarded-for": "1".repeat(5_000) }), true)).toHaveLength(64);
  });
  test.each([
    ["198.51.100.1:50123", "198.51.100.1"],
    ["[2001:db8::1]:50123", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
  ])("has no port, which is another at each connection, where a proxy writes one: %s", (written, address) => {
    expect(clientAddress(request("10.0.0.1", { "x-forwarded-for": written }), true)).toBe(address);
  });
  test("is plain IPv4 also on a dual-stack socket", () => {
    expect(clientAddress(request("::ffff:203.0.113.9"), false)).toBe("203.0.113.9");
    expect(clientAddress(request("::1", { "x-forwarded-for": "::FFFF:203.0.113.9" }), true)).toBe("203.0.113.9");
  });
  test("a stamp of the client's own is overwritten", () => {
    const forged = request("203.0.113.9", { "x-octomind-dashboard-address": "1.1.1.1" });
    stampRequest(forged, false, policy);
    expect(stampedAddress(forged.headers)).toBe("203.0.113.9");
    expect(stampedAddress({})).toBe("");
  });
});

test("a request has one id, which is none that a client sends", () => {
  const asked = request("203.0.113.9", { "x-request-id": "theirs" });
  expect(describeRequest(asked, false)).toBe(describeRequest(asked, false));
  expect(describeRequest(asked, false)).toEqual({ id: expect.stringMatching(/^[\w-]{12}$/), address: "203.0.113.9" });
  expect(describeRequest(request("203.0.113.9"), false).id).not.toBe(describeRequest(asked, false).id);
});

test("the path is the one that was asked for, whatever a client says that it is", () => {
  const forged = request("203.0.113.9", { "x-octomind-dashboard-path": "/theirs" });
  stampRequest(Object.assign(forged, { url: "/sessions?q=1" }), false, policy);
  expect(stampedPath(new Headers({ "x-octomind-dashboard-path": String(forged.headers["x-octomind-dashboard-path"]) }))).toBe(
    "/sessions?q=1",
  );
  expect(stampedPath(new Headers())).toBeUndefined();
});

test("a nonce or a policy that a client sends is overwritten, so that nobody chooses what may run", () => {
  const forged = request("203.0.113.9", {
    "x-octomind-dashboard-nonce": "theirs",
    "content-security-policy": "script-src 'nonce-theirs'",
    "content-security-policy-report-only": "script-src 'nonce-theirs'",
  });
  stampRequest(forged, false, policy);
  expect(JSON.stringify(forged.headers)).not.toContain("theirs");
  expect(stampedNonce(new Headers({ "x-octomind-dashboard-nonce": "ours" }))).toBe("ours");
});
