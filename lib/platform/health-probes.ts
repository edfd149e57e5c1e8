/** What orchestrators ask: is the process alive, and may it be sent requests; answered to any Host, because probes come by address. */
import type { IncomingMessage, ServerResponse } from "node:http";

function say(response: ServerResponse, whyNot: string | null): void {
  response.writeHead(whyNot === null ? 200 : 503, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(whyNot === null ? "ok\n" : `not ready: ${whyNot}\n`);
}

/** True: it was /livez or /readyz, and is answered. `whyNotReady` is asked anew each time; null: it is ready. Anybody reads its words. */
export function answerProbe({ url }: IncomingMessage, response: ServerResponse, whyNotReady: () => Promise<string | null>): boolean {
  if (url === "/livez") say(response, null);
  else if (url === "/readyz") {
    whyNotReady().then(
      (whyNot) => say(response, whyNot),
      () => say(response, "it cannot be told"),
    );
  } else return false;
  return true;
}
