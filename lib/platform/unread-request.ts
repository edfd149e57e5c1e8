/** Next answers 500 to what it cannot read of a request: the body of an action, the state of its router. That is the asker's fault, and is said so. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CurrentRequest } from "./current-request";

const WORDS = "This request cannot be read.\n";

/** Only such a request has something that Next reads before any code of ours. */
const mayBeUnreadable = ({ method, headers }: IncomingMessage): boolean => method === "POST" || "next-router-state-tree" in headers;

/** A 500 becomes a 400 where nothing of ours has taken the request yet; `asked` is what `takeRequest` marks. */
export function sayUnreadable(request: IncomingMessage, response: ServerResponse, asked: CurrentRequest): void {
  if (!mayBeUnreadable(request)) return;
  const { writeHead, write, end } = response;
  let isUnread = false;
  response.writeHead = (status: number, ...more: unknown[]) => {
    if (status !== 500 || asked.isTaken) return Reflect.apply(writeHead, response, [status, ...more]);
    // What React reads keeps its words: they say nothing, and it needs them.
    isUnread = !String(response.getHeader("content-type")).startsWith("text/x-component");
    const ours = { "Content-Type": "text/plain; charset=utf-8", "Content-Length": Buffer.byteLength(WORDS) };
    return Reflect.apply(writeHead, response, isUnread ? [400, ours] : [400, ...more]);
  };
  /** Before the first words: a head that nobody has written yet is written by them. */
  const judge = (): boolean => {
    if (!response.headersSent && response.statusCode === 500 && !asked.isTaken) response.writeHead(500);
    return isUnread;
  };
  response.write = (...part: unknown[]) => judge() || Reflect.apply(write, response, part);
  response.end = (...last: unknown[]) => Reflect.apply(end, response, judge() ? [WORDS] : last);
}
