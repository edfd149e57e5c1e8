/** What orchestrators ask: is the process alive, and may it be sent requests; answered to any Host, because probes come by address. */
import type { IncomingMessage, ServerResponse } from "node:http";

function say(response: ServerResponse, ...whyNot: string[]): void {
  const isWell = whyNot.length === 0;
  response.writeHead(isWell ? 200 : 503, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(isWell ? "ok\n" : `not ready: ${whyNot.join("; ")}\n`);
}

/** True: it was /livez or /readyz, and is answered. `whyNotReady` is asked anew each time: all reasons, none when it is ready. Anybody reads its words. */
export function answerProbe({ url }: IncomingMessage, response: ServerResponse, whyNotReady: () => Promise<string[]>): boolean {
  if (url === "/livez") say(response);
  else if (url === "/readyz") {
    whyNotReady().then(
      (whyNot) => say(response, ...whyNot),
      () => say(response, "it cannot be told"),
    );
  } else return false;
  return true;
}
