/** What orchestrators ask: is the process alive, and may it be sent requests; answered to any Host, because probes come by address. */
import type { IncomingMessage, ServerResponse } from "node:http";

function say(response: ServerResponse, isWell: boolean): void {
  response.writeHead(isWell ? 200 : 503, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(isWell ? "ok\n" : "not ready\n");
}

/** True: it was /livez or /readyz, and is answered. `isReady` is asked anew each time. */
export function answerProbe({ url }: IncomingMessage, response: ServerResponse, isReady: () => Promise<boolean>): boolean {
  if (url === "/livez") say(response, true);
  else if (url === "/readyz") {
    isReady().then(
      (isWell) => say(response, isWell),
      () => say(response, false),
    );
  } else return false;
  return true;
}
