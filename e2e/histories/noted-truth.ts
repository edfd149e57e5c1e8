// What agents said to sessions and to single connections, put in order as it is noted.
import type { TruthLine } from "@/lib/demo-agent/truth-file";

/** `pid`: of the agent that held it. */
export type TrueStream = { id: string; session: string; pid: number; frames: string[] };

export interface Truth {
  /** The streams of a session, oldest first. */
  streamsOf(session: string): TrueStream[];
  framesOf(session: string): string[];
  /** What was said outside of any stream. */
  said(): readonly string[];
}

export class NotedTruth implements Truth {
  readonly #streams = new Map<string, TrueStream>();
  readonly #said: string[] = [];

  streamsOf(session: string): TrueStream[] {
    return [...this.#streams.values()].filter((stream) => stream.session === session);
  }

  framesOf(session: string): string[] {
    return this.streamsOf(session).flatMap(({ frames }) => frames);
  }

  said(): readonly string[] {
    return this.#said;
  }

  /** A frame that comes again, because somebody asked for it from an earlier place, is one frame. */
  take({ session, stream, seq, text }: TruthLine, pid: number): void {
    if (session === undefined || stream === undefined) {
      this.#said.push(text);
      return;
    }
    const known = this.#streams.get(stream) ?? { id: stream, session, pid, frames: [] };
    this.#streams.set(stream, known);
    if (seq === undefined || seq > known.frames.length) known.frames.push(text);
  }
}
