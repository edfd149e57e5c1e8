// Viewers that cost as little as can be, so that what is measured is the server: bare WebSockets that count, and such that speak just enough of
// Socket.IO's wire to hear events, join a session, acknowledge each batch and answer pings.
import { once } from "node:events";
import { WebSocket } from "ws";

/** `seq`: the last event of the session that it has. */
export type RawViewer = { socket: WebSocket; seen: number; seq: number; onSeen(more: number): void };

const ANSWER = '"kind":"reply_added"';
const SEQ = '"seq":';
const EVENTS = /^42(\d+)\["session:events"/;
const JOINED = /^430(.*)$/;
const SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

function answersIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(ANSWER); at >= 0; at = text.indexOf(ANSWER, at + ANSWER.length)) count += 1;
  return count;
}

const viewerOn = (socket: WebSocket): RawViewer => ({ socket, seen: 0, seq: 0, onSeen: () => {} });

function add(viewer: RawViewer, more: number): void {
  viewer.seen += more;
  viewer.onSeen(more);
}

export async function openBareViewer(port: number): Promise<RawViewer> {
  const viewer = viewerOn(new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false }));
  viewer.socket.on("message", () => add(viewer, 1));
  await once(viewer.socket, "open");
  return viewer;
}

/** Of a bare Socket.IO server; resolves when it is connected. */
export function openSocketViewer(port: number): Promise<RawViewer> {
  const viewer = viewerOn(new WebSocket(`ws://127.0.0.1:${port}${SOCKET_IO}`, { perMessageDeflate: false }));
  const { socket } = viewer;
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data) => {
      const text = String(data);
      if (text.startsWith("42")) add(viewer, 1);
      else if (text === "2") socket.send("3");
      else if (text.startsWith("0")) socket.send("40");
      else if (text.startsWith("40")) resolve(viewer);
    });
  });
}

type Place = { url: string; cookie: string; sessionId: string };
export type SessionViewer = RawViewer & {
  /** With a new connection, after the last event that it has; resolves when it has joined. */
  comeBack(): Promise<void>;
};

const connect = ({ url, cookie }: Place): WebSocket =>
  new WebSocket(`${url.replace("http", "ws")}${SOCKET_IO}`, { perMessageDeflate: false, headers: { origin: url, cookie } });

function join(viewer: RawViewer, sessionId: string): Promise<void> {
  const { socket } = viewer;
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("A viewer was turned away.")));
    socket.on("message", (data) => {
      const text = String(data);
      const [, id] = EVENTS.exec(text) ?? [];
      const [, joined] = JOINED.exec(text) ?? [];
      if (id !== undefined) {
        socket.send(`43${id}[]`);
        viewer.seq = Number.parseInt(text.slice(text.lastIndexOf(SEQ) + SEQ.length), 10);
        add(viewer, answersIn(text));
      } else if (text === "2") socket.send("3");
      else if (text.startsWith("0")) socket.send("40");
      else if (text.startsWith("40")) socket.send(`420${JSON.stringify(["session:join", { sessionId, afterSeq: viewer.seq }])}`);
      else if (joined?.startsWith('[{"ok":true')) resolve();
      else if (joined) reject(new Error(`A viewer may not join: ${joined}`));
    });
  });
}

/** Resolves when it has joined. */
export async function openSessionViewer({ afterSeq, ...place }: Place & { afterSeq: number }): Promise<SessionViewer> {
  const viewer: RawViewer = { ...viewerOn(connect(place)), seq: afterSeq };
  await join(viewer, place.sessionId);
  const comeBack = () => {
    viewer.socket = connect(place);
    return join(viewer, place.sessionId);
  };
  return Object.assign(viewer, { comeBack });
}

export async function untilAllHave(viewers: readonly RawViewer[], count: number): Promise<void> {
  while (viewers.some(({ seen }) => seen < count)) await new Promise((resolve) => setTimeout(resolve, 2));
}
