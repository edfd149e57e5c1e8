/** The request that is being answered: its id and where it came from, for what is written down of it. A page, an action or a route need not hand it on. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { oncePerProcess } from "./once-per-process";

/** `id` is ours, never a client's; `address` is the client's; `isTaken`: code of ours works on it. */
export type CurrentRequest = { id: string; address: string; isTaken?: boolean };

/** Short enough to be read out, too long to come twice. */
export const newRequestId = (): string => randomBytes(9).toString("base64url");

const storage = () => oncePerProcess("current-request", () => new AsyncLocalStorage<CurrentRequest>());

/** Whatever `work` does, and what it began, is of this request. */
export const inRequest = <T>(request: CurrentRequest, work: () => T): T => storage().run(request, work);

/** Empty texts outside of any. */
export const currentRequest = (): CurrentRequest => storage().getStore() ?? { id: "", address: "" };

/** Called where code of ours begins: what goes wrong from now on is no longer for being unreadable. */
export function takeRequest(): void {
  const request = storage().getStore();
  if (request) request.isTaken = true;
}
