/** Bad requests and payloads out of a seed: what people who mean harm, and programs that are broken, send. */
import { randomUUID } from "node:crypto";
import { channelPayloads } from "@/lib/protocol/browser-channel";
import { actions, pages, routes } from "@/lib/testing/doors";
import type { Chance } from "@/lib/testing/seeded-chance";
import type { Asking } from "./caller";

/** Ids that the sender may use, and ids of others that were leaked to them. */
export type KnownIds = { sessions: string[]; projects: number[]; people: number[] };

const pick = <T>(chance: Chance, list: readonly T[]): T => {
  const one = list[chance(list.length)];
  if (one === undefined) throw new Error("There is nothing to pick from.");
  return one;
};

const TEXTS = [
  "",
  " ",
  "x",
  "null",
  "undefined",
  "NaN",
  "true",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "then",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "%",
  "%00",
  "%ff%fe",
  "%u0041",
  "' OR 1=1 --",
  "$(id)",
  "`id`",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "javascript:alert(1)",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00x",
  "\u202egnp.exe",
  "＠",
  "İ",
  "ﷺ".repeat(50),
  "e\u0301".repeat(200),
  "\r\nSet-Cookie: x=1",
  "2147483648",
  "-1",
  "1e309",
  "99999999999999999999",
  "$Q1",
  "$1:__proto__:then",
  "/help",
  "//help",
  "[fail]",
] as const;

const text = (chance: Chance, ids: KnownIds): string => {
  const kind = chance(40);
  if (kind < 4) return pick(chance, ids.sessions);
  if (kind === 4) return randomUUID();
  if (kind === 5) return "x".repeat(chance(70_000));
  if (kind === 6) return "\u0001".repeat(chance(3_000));
  if (kind === 7) return String.fromCharCode(...Array.from({ length: chance(30) }, () => chance(65_536)));
  return pick(chance, TEXTS);
};

const NUMBERS = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), 2 ** 53, 2 ** 63, 1e308, -1e308, 5e-324];

function deep(chance: Chance): unknown {
  let value: unknown = 1;
  for (let left = chance(3_000); left > 0; left -= 1) value = left % 2 ? [value] : { a: value };
  return value;
}

/** Any JSON there is, most of it small. */
function badValue(chance: Chance, ids: KnownIds, left = 3): unknown {
  const kind = chance(20);
  if (kind < 7) return text(chance, ids);
  if (kind < 9) return pick(chance, NUMBERS);
  if (kind < 11) return pick(chance, [...ids.projects, ...ids.people]);
  if (kind < 13) return pick(chance, [null, true, false, {}, []]);
  if (kind === 13) return deep(chance);
  if (kind === 14) return JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"toString":1,"then":"x"}');
  if (left === 0) return "end";
  const inner = Array.from({ length: chance(5) }, () => badValue(chance, ids, left - 1));
  if (kind < 17) return inner;
  return Object.fromEntries(inner.map((value) => [text(chance, ids).slice(0, 50), value]));
}

const FIELDS = ["sessionId", "messageId", "projectId", "personId", "deviceId", "id", "title", "text", "name", "email", "args", "command"];
const MORE_FIELDS = [
  "afterSeq",
  "before",
  "mode",
  "member",
  "upstream",
  "action",
  "content",
  "token",
  "password",
  "isAdmin",
  "kind",
  "url",
];

/** A field as it could be right, so that what is wrong beside it is reached. */
function likely(field: string, chance: Chance, ids: KnownIds): unknown {
  if (field === "sessionId") return pick(chance, ids.sessions);
  if (field === "projectId") return pick(chance, ids.projects);
  if (field === "personId" || (field === "id" && chance(2))) return pick(chance, ids.people);
  if (field === "messageId" || field === "before" || field === "deviceId") return randomUUID();
  if (field === "afterSeq") return chance(3);
  if (field === "args") return [];
  if (field === "member") return { personId: pick(chance, ids.people), roles: ["reviewer"] };
  if (field === "upstream") return { kind: "external", url: "ws://127.0.0.1:1" };
  if (field === "kind") return "external";
  if (field === "url") return "ws://127.0.0.1:1";
  if (field === "action") return pick(chance, ["accept", "decline", "cancel"]);
  if (field === "mode") return pick(chance, ["owner", "project"]);
  if (field === "command") return pick(chance, ["info", "list", "context", "plan", "share", "image"]);
  return text(chance, ids);
}

/** An object with the fields that doors look for, each likely or bad; or anything. */
function badPayload(chance: Chance, ids: KnownIds): unknown {
  if (chance(5) === 0) return badValue(chance, ids);
  const fields = [...FIELDS, ...MORE_FIELDS].filter((field) => chance(4) < (field === "sessionId" || field === "messageId" ? 3 : 2));
  return Object.fromEntries(fields.map((field) => [field, chance(5) === 0 ? badValue(chance, ids) : likely(field, chance, ids)]));
}

const EVENTS = [...Object.keys(channelPayloads), "__proto__", "constructor", "toString", "error", ""];
export const badEvent = (chance: Chance, ids: KnownIds): [string, unknown] => [pick(chance, EVENTS), badPayload(chance, ids)];

/** All but what would end the sender's own devices: then there would be nobody left to try. */
const ACTIONS = Object.keys(actions).filter((name) => !/^(signOut|changePassword)/.test(name));
export const badCall = (chance: Chance, ids: KnownIds): [string, unknown[]] => [
  pick(chance, ACTIONS),
  Array.from({ length: 1 + (chance(8) === 0 ? chance(4) : 0) }, () => badPayload(chance, ids)),
];

const DOORS = [...Object.keys(pages), ...Object.keys(routes).map((route) => route.replace(/^\w+ /, "")), "/no-such-page", "/_next/image"];
const QUERY = [
  "text",
  "before",
  "after",
  "at",
  "end",
  "q",
  "project",
  "archived",
  "shown",
  "cursor",
  "callbackUrl",
  "_rsc",
  "nxtPid",
  "error",
];
const HEADERS: [string, readonly string[]][] = [
  ["rsc", ["1", "0", "x"]],
  ["next-router-prefetch", ["1", "2", "x"]],
  ["next-router-segment-prefetch", ["/_tree", "/__proto__", "x".repeat(2_000), "/../.."]],
  ["next-router-state-tree", ["%5B%22%22%5D", "[", "%", `%5B${"%5B".repeat(1_000)}`, "null", "%7B%22__proto__%22%3A1%7D"]],
  ["next-url", ["/people", "//evil.example", "%00"]],
  ["next-action", ["x", "__proto__", "0".repeat(42), "4".repeat(40)]],
  ["x-forwarded-for", ["127.0.0.1", "x".repeat(3_000), "::1, ,,", "%00"]],
  ["x-forwarded-host", ["evil.example", ""]],
  ["x-forwarded-proto", ["https", "javascript"]],
  ["x-middleware-subrequest", ["middleware:middleware:middleware:middleware:middleware"]],
  [
    "content-type",
    ["application/json", "text/plain", "multipart/form-data; boundary=", "multipart/form-data", "application/x-www-form-urlencoded", "x"],
  ],
  ["content-encoding", ["gzip", "br", "x"]],
  ["accept-language", ["*", "x".repeat(3_000), "en;q=NaN"]],
  ["if-none-match", ["*", 'W/"x"']],
  ["range", ["bytes=0-1", "bytes=9999999999-"]],
  ["origin", ["https://evil.example", "null"]],
  ["authorization", ["Bearer x", "Basic eDp4"]],
];

const METHODS = ["GET", "GET", "GET", "GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"];

function part(chance: Chance, name: string, ids: KnownIds): string {
  if (chance(4) === 0) return encodeURIComponent(text(chance, ids).slice(0, 2_000).toWellFormed());
  if (name === "sessionId") return pick(chance, ids.sessions);
  if (name === "projectId") return String(pick(chance, ids.projects));
  return String(chance(4));
}

/** A request that a client of HTTP would send, whatever is in it. */
export function badRequest(chance: Chance, ids: KnownIds): { path: string; asking: Asking } {
  const address = pick(chance, DOORS).replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => part(chance, name, ids));
  const query = Array.from({ length: chance(3) }, () => {
    const value = encodeURIComponent(text(chance, ids).slice(0, 2_000).toWellFormed());
    return `${pick(chance, QUERY)}${chance(6) ? "=" : "[]="}${chance(6) ? value : "%E0%A4%A"}`;
  });
  const suffix = chance(12) === 0 ? pick(chance, [".rsc", ".segments/_tree.segment.rsc", "/", "/..", "/%2e%2e", ".json", "%", ";x=1"]) : "";
  const headers = Object.fromEntries(
    Array.from({ length: chance(3) }, () => pick(chance, HEADERS)).map(([name, values]) => [name, pick(chance, values)]),
  );
  const method = pick(chance, METHODS);
  const body = method === "GET" || method === "HEAD" || chance(3) === 0 ? {} : { body: JSON.stringify(badPayload(chance, ids)) ?? "" };
  return { path: `${address}${suffix}${query.length > 0 ? `?${query.join("&")}` : ""}`, asking: { method, headers, ...body } };
}

/** Bytes that no client of HTTP would send. */
export function badBytes(chance: Chance, host: string): Buffer {
  const request = `GET /sessions HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  const kind = chance(6);
  if (kind === 0) return Buffer.from(request.replace("\r\n\r\n", "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
  if (kind === 1) return Buffer.from(request.replace("GET", pick(chance, ["", "G\u0000T", "get", "CONNECT", "TRACE", "PRI"])));
  if (kind === 2) return Buffer.from(request.replace("HTTP/1.1", pick(chance, ["HTTP/9.9", "HTTP/2.0", "HTTP/1.0", "", "x"])));
  if (kind === 3) return Buffer.from(`${request.slice(0, -2)}${"x: y\r\n".repeat(chance(3_000))}\r\n`);
  const bytes = Buffer.from(request);
  for (let left = 1 + chance(4); left > 0; left -= 1) bytes[chance(bytes.length)] = chance(256);
  return bytes;
}
