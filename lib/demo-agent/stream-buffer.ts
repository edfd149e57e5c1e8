/** The numbered output of one loaded session: what was sent, held for a client that comes back. */
import { randomUUID } from "node:crypto";

const HOLD_MAX_BYTES = 2 * 1024 * 1024;
const HOLD_MAX_FRAMES = 4096;
/** A resume that would not fit beside live output is refused as a whole. */
const REPLAY_MAX_BYTES = 8 * 1024 * 1024;

export type OutFrame = { type: string } & Record<string, unknown>;

export class StreamBuffer {
  readonly id = randomUUID().replaceAll("-", "");
  lastSeq = 0;
  private held: { seq: number; text: string; bytes: number }[] = [];
  private heldBytes = 0;

  /** Numbers the frame and returns its text, which a resume repeats byte for byte. The newest frame is always kept. */
  append(frame: OutFrame): string {
    this.lastSeq += 1;
    const text = JSON.stringify({ ...frame, stream_seq: this.lastSeq });
    const bytes = Buffer.byteLength(text);
    this.held.push({ seq: this.lastSeq, text, bytes });
    this.heldBytes += bytes;
    while ((this.heldBytes > HOLD_MAX_BYTES || this.held.length > HOLD_MAX_FRAMES) && this.held.length > 1) {
      this.heldBytes -= this.held.shift()?.bytes ?? 0;
    }
    return text;
  }

  /** Every frame after `seq`, or null when one of them is no longer held (or `seq` was never sent). */
  after(seq: number): string[] | null {
    const first = this.held[0]?.seq ?? this.lastSeq + 1;
    if (seq > this.lastSeq || seq < first - 1) return null;
    const wanted = this.held.filter((frame) => frame.seq > seq);
    return wanted.reduce((sum, frame) => sum + frame.bytes, 0) > REPLAY_MAX_BYTES ? null : wanted.map((frame) => frame.text);
  }
}
