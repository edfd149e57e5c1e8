// Viewers that cost as little as can be, so that what is measured is the server: bare WebSockets that count, and such that speak just enough of
// Socket.IO's wire to join a session, acknowledge each batch and answer pings.
import { once } from "node:events";
import { WebSocket } from "ws";

export type RawViewer = { socket: WebSocket; seen: number };

const ANSWER = '"kind":"reply_added"';
const EVENTS = /^42(\d+)\["session:events"/;
const JOINED = /^430(.*)$/;

function answersIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(ANSWER); at >= 0; at = text.indexOf(ANSWER, at + ANSWER.length)) count += 1;
  return count;
}

export async function openBareViewer(port: number): Promise<RawViewer> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  const viewer = { socket, seen: 0 };
  socket.on("message", () => {
    viewer.seen += 1;
  });
  await once(socket, "open");
  return viewer;
}

type Place = { url: string; cookie: string; sessionId: string; afterSeq: number };

/** Resolves when it has joined. */
export function openSessionViewer({ url, cookie, sessionId, afterSeq }: Place): Promise<RawViewer> {
  const address = `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { perMessageDeflate: false, headers: { origin: url, cookie } });
  const viewer = { socket, seen: 0 };
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("A viewer was turned away.")));
    socket.on("message", (data) => {
      const text = String(data);
      const [, id] = EVENTS.exec(text) ?? [];
      const [, joined] = JOINED.exec(text) ?? [];
      if (id !== undefined) {
        socket.send(`43${id}[]`);
        viewer.seen += answersIn(text);
      } else if (text === "2") socket.send("3");
      else if (text.startsWith("0")) socket.send("40");
      else if (text.startsWith("40")) socket.send(`420${JSON.stringify(["session:join", { sessionId, afterSeq }])}`);
      else if (joined?.startsWith('[{"ok":true')) resolve(viewer);
      else if (joined) reject(new Error(`A viewer may not join: ${joined}`));
    });
  });
}

export async function untilAllHave(viewers: readonly RawViewer[], count: number): Promise<void> {
  while (viewers.some(({ seen }) => seen < count)) await new Promise((resolve) => setTimeout(resolve, 2));
}
