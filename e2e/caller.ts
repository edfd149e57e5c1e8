/** A person without a browser: signs in, asks for pages, calls actions and opens sockets, all by hand. */
import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { io, type Socket } from "socket.io-client";
import type { ProjectRole } from "@/lib/domain/viewer";

export type Said = { status: number; headers: IncomingHttpHeaders; text: string };
export type Asking = {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Awaited when half of the body is sent. */
  meanwhile?: () => Promise<unknown>;
  /** How many ms of silence count as no answer. */
  patience?: number;
};

/** One request with these very bytes; Node's own client, because fetch keeps some headers for itself. */
export function ask(
  url: string,
  path: string,
  { method = "GET", headers = {}, body, meanwhile, patience = 30_000 }: Asking = {},
): Promise<Said> {
  const { hostname, port } = new URL(url);
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    // A connection of its own: one whose body was not read to its end is closed under whoever uses it next.
    const asked = request({ hostname, port, path, method, headers: { ...length, ...headers }, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      const end = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() });
      // A server that answers before it has read a long body may close with the rest of it unread, and the end of what it said is lost on the way.
      answer.on("error", (error) => (body === undefined ? reject(error) : end()));
      answer.on("end", end);
    });
    asked.setTimeout(patience, () => asked.destroy(new Error(`no answer in ${patience} ms`)));
    asked.on("error", reject);
    if (!meanwhile || body === undefined) return void asked.end(body);
    const bytes = Buffer.from(body);
    asked.write(bytes.subarray(0, bytes.length / 2));
    meanwhile().then(() => asked.end(bytes.subarray(bytes.length / 2)), reject);
  });
}

type Entry = { exportedName: string; filename: string; workers: Record<string, unknown> };

/** Every server action of the build: its id, its name, and a page that has it. */
export function serverActions(): { id: string; name: string; page: string }[] {
  const { node }: { node: Record<string, Entry> } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  return Object.entries(node).map(([id, { exportedName, workers }]) => ({ id, name: exportedName, page: Object.keys(workers)[0] ?? "" }));
}

/** The address of a page as the build names it: groups left out, "1" for each part that varies. */
export const addressOf = (page: string): string =>
  page
    .replace(/^app|\/(page|route)$/g, "")
    .replace(/\/\([^)]*\)/g, "")
    .replace(/\[[^\]]+\]/g, "1") || "/";

const cookiesOf = ({ headers }: Said): string => (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
const ACTION_ANSWER = /^[0-9a-f]+:(\{"ok":.*\})$/m;

export type Caller = {
  cookie: string;
  get(path: string, headers?: Asking["headers"]): Promise<Said>;
  /** Calls a server action by its name; null: the answer was none of ours. */
  act(name: string, ...args: unknown[]): Promise<unknown>;
  /** A socket that is connected. */
  open(): Promise<Socket>;
};

export function callerWith(url: string, cookie: string): Caller {
  const get: Caller["get"] = (path, headers) => ask(url, path, { headers: { cookie, ...headers } });
  return {
    cookie,
    get,
    async act(name, ...args) {
      const action = serverActions().find((one) => one.name === name);
      if (!action) throw new Error(`There is no action ${name}.`);
      const headers = {
        cookie,
        origin: url,
        "next-action": action.id,
        accept: "text/x-component",
        "content-type": "text/plain;charset=UTF-8",
      };
      const said = await ask(url, addressOf(action.page), { method: "POST", headers, body: JSON.stringify(args) });
      const [, answer] = ACTION_ANSWER.exec(said.text) ?? [];
      return answer ? JSON.parse(answer) : null;
    },
    open() {
      const socket = io(url, { transports: ["websocket"], reconnection: false, forceNew: true, extraHeaders: { cookie, origin: url } });
      return new Promise((resolve, reject) => {
        socket.once("connect", () => resolve(socket));
        socket.once("connect_error", reject);
      });
    },
  };
}

/** Signs in as the form of the sign-in page does. */
export async function callAs(url: string, { email, password }: { email: string; password: string }): Promise<Caller> {
  const first = await ask(url, "/api/auth/csrf");
  const { csrfToken } = JSON.parse(first.text);
  const body = new URLSearchParams({ email, password, csrfToken, json: "true", callbackUrl: url }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(first) };
  const said = await ask(url, "/api/auth/callback/credentials", { method: "POST", headers, body });
  const cookie = cookiesOf(said);
  if (!cookie.includes(".session=")) throw new Error(`Signing in as ${email} was answered with ${said.status}: ${said.text}`);
  return callerWith(url, cookie);
}

export type Person = { name: string; email: string; password: string };

/** An administrator makes an account, and its owner takes it over by the one-time link and signs in. */
export async function newPerson(admin: Caller, url: string, person: Person): Promise<{ id: number; caller: Caller }> {
  const made = await admin.act("createPersonAction", { email: person.email, name: person.name });
  const { id, link } = made as { id: number; link: { url: string } }; // as: what the action gives; where it does not, the next line throws
  const token = link.url.split("/welcome/")[1];
  await callerWith(url, "").act("redeemLinkAction", { token, password: person.password });
  return { id, caller: await callAs(url, person) };
}

/** A new person who is this in a project, and nothing else. */
export async function newMember(admin: Caller, url: string, person: Person, projectId: number, roles: ProjectRole[]): Promise<Caller> {
  const { id, caller } = await newPerson(admin, url, person);
  await admin.act("setMemberAction", { projectId, member: { personId: id, roles } });
  return caller;
}

/** Everything the server says to these bytes until it hangs up, or until `limit` ms of silence have passed. */
export function say(url: string, bytes: string | Buffer, limit = 5_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(limit, () => socket.destroy());
    socket.on("data", (part) => {
      said += part.toString("latin1");
    });
    socket.on("error", () => {}); // cut off: what was said until then counts
    socket.on("close", () => resolve(said));
  });
}
