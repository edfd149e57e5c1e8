/** A socket whose other end the test plays. */
import { EventEmitter } from "node:events";
import { WebSocket } from "ws";

export class PlayedSocket extends EventEmitter {
  readyState: number = WebSocket.CONNECTING;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  pings = 0;
  answersPings = true;

  send(text: string): void {
    this.sent.push(text);
  }

  ping(): void {
    this.pings += 1;
    if (this.answersPings) this.emit("pong");
  }

  terminate(): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.emit("close", 1006);
  }

  close(): void {
    this.terminate();
  }

  opens(): void {
    this.readyState = WebSocket.OPEN;
    this.emit("open");
  }

  says(frame: object): void {
    this.emit("message", Buffer.from(JSON.stringify(frame)));
  }

  binds(): void {
    this.opens();
    const { request_id, session_id } = JSON.parse(this.sent[0] ?? "{}");
    const capabilities = ["session_control_v1", "stream_resume_v1"];
    this.says({ type: "ack", request_id, message_type: "session", capabilities, stream: "a", stream_seq: 0 });
    this.says({ type: "status", session_id, message: "Session created" });
  }
}
