/** Batches on their way to browsers, each made into one WebSocket frame for all who are sent it: made for each of a thousand viewers, frames took most of the server's time. */
import * as ws from "ws";
import type { EventBatch } from "@/lib/protocol/browser-channel";
import type { BrowserSocket } from "./gateway-types";

/** Calls back once: when the browser has acknowledged, or with the reason why it does not. */
export type Deliver = (socket: BrowserSocket, batch: EventBatch, done: (failure: Error | null) => void) => void;

/** As Socket.IO's own adapter makes and sends what goes to many and is answered by each. None of it is in the types. */
type Inside = {
  acks: Map<number, () => void>;
  nsp: { _ids: number };
  client: { writeToEngine(text: string, options: object): void };
};
type Framer = { frame(data: Buffer, options: object): Buffer[] };
const { Sender } = ws as unknown as { Sender: Framer }; // as: not in its types

const TEXT_FRAME = { fin: true, opcode: 1, mask: false, rsv1: false, readOnly: false };

type Made = { id: number; text: string; options: object };
const made = new WeakMap<EventBatch, Made>();

function madeOf(batch: EventBatch, nsp: Inside["nsp"]): Made {
  const known = made.get(batch);
  if (known) return known;
  // The same id for every browser: all of them count in their namespace.
  const id = nsp._ids;
  nsp._ids += 1;
  const text = `2${id}${JSON.stringify(["session:events", batch])}`;
  const frame = Buffer.concat(Sender.frame(Buffer.from(`4${text}`), TEXT_FRAME));
  const one = { id, text, options: { preEncoded: true, wsPreEncodedFrame: [frame] } };
  made.set(batch, one);
  return one;
}

/** `ackMs`: how long a browser may take to acknowledge. */
export const inSharedFrames =
  (ackMs: number): Deliver =>
  (socket, batch, done) => {
    const { acks, nsp, client } = socket as unknown as Inside; // as: not in its types
    const { id, text, options } = madeOf(batch, nsp);
    // It has this batch from a former join and has not answered: an id of its own tells the two apart.
    if (acks.has(id)) return void socket.timeout(ackMs).emit("session:events", batch, (error: Error | null) => done(error));
    const timer = setTimeout(() => {
      acks.delete(id);
      done(new Error("The browser did not acknowledge in time."));
    }, ackMs);
    acks.set(id, () => {
      clearTimeout(timer);
      done(null);
    });
    client.writeToEngine(text, options);
  };
