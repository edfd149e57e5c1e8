// Plays one history on a world of real processes: steps with their faults, then everything is healed, and all of it is compared.
import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import type { Violation } from "@/lib/testing/simulation/history";
import { checkHistory } from "@/lib/testing/simulation/history-checker";
import type { NotingBrowser } from "./noting-browser";
import { diskFaults, type ProgramFault, programFaults } from "./program-faults";
import { type ProgramStep, SESSIONS } from "./program-steps";
import type { ProgramWorld } from "./program-world";
import { toldHistory } from "./told-history";

const BROWSERS = 2;
const soon = { timeout: 2_500, interval: 15 };
const patient = { timeout: 8_000, interval: 150 };
/** Longer than any pause between two tries of ours. */
const inTheEnd = { timeout: 45_000, interval: 60 };
const RETRY_MS = 600;

const nothing: ProgramFault = { name: "nothing", lasts: "a moment", strike: () => {} };

type PlayedSession = { id: string; browsers: NotingBrowser[]; asked: string[] };

/** What answers to a bind come besides. */
const isOfTurn = (text: string): boolean => !text.startsWith('{"type":"status"');
const isCost = (text: string): boolean => text.startsWith('{"type":"cost"');

/** Waits for a fact that comes as a rule. */
async function within(limits: typeof soon, isSo: () => boolean): Promise<void> {
  const look = () => {
    if (!isSo()) throw new Error("not yet");
  };
  await vi.waitFor(look, limits).catch(() => {});
}

class PlayedHistory {
  readonly #world: ProgramWorld;
  readonly #sessions: readonly PlayedSession[];

  constructor(world: ProgramWorld, sessions: readonly PlayedSession[]) {
    this.#world = world;
    this.#sessions = sessions;
  }

  async step({ session: at, text, faults }: ProgramStep): Promise<void> {
    const session = this.#sessions[at % this.#sessions.length];
    if (!session) return;
    const { truth } = this.#world;
    const before = truth.framesOf(session.id).length;
    const frames = () => truth.framesOf(session.id).slice(before).filter(isOfTurn);
    const hasEnded = () => frames().some(isCost);
    this.#ask(session, text);
    let canEnd = true;
    for (const struck of faults) {
      const { lasts, strike } = [...programFaults, ...diskFaults].find(({ name }) => name === struck.name) ?? nothing;
      // What an earlier fault still keeps from beginning is met by this one as well.
      if (struck.frames > 0 && canEnd) await within(soon, () => frames().length >= struck.frames || hasEnded());
      await strike(this.#world);
      canEnd &&= struck.frames > 0 && lasts === "until the turn has ended";
    }
    if (canEnd) await within(soon, hasEnded);
    await this.#world.heal();
  }

  #ask(session: PlayedSession, text: string): void {
    const messageId = randomUUID();
    session.asked.push(messageId);
    session.browsers[session.asked.length % BROWSERS]?.send(messageId, text);
  }

  /** Everything is well: each message is answered, a last one besides, and everybody has seen all of it. */
  async finish(): Promise<Violation[]> {
    const { pool } = this.#world;
    const nudge = setInterval(() => {
      for (const { browsers } of this.#sessions) browsers[0]?.retry();
    }, RETRY_MS);
    const settled = async ({ id, browsers }: PlayedSession): Promise<boolean> => {
      const { rows } = await pool.query(
        `SELECT 1 FROM session s WHERE id = $1 AND open_turn IS NULL AND NOT EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id)`,
        [id],
      );
      return rows.length === 1 && browsers.every(({ hasUnsent }) => !hasUnsent);
    };
    const untilSettled = (session: PlayedSession) =>
      vi.waitFor(async () => {
        if (!(await settled(session))) throw new Error(await this.#unrestOf(session));
      }, inTheEnd);
    try {
      await Promise.all(this.#sessions.map(untilSettled));
    } finally {
      clearInterval(nudge);
    }
    for (const session of this.#sessions) this.#ask(session, "are you there?");
    await Promise.all(this.#sessions.map(untilSettled));
    const found = await Promise.all(this.#sessions.map((session) => this.#compare(session)));
    return found.flat();
  }

  async #unrestOf({ id, browsers }: PlayedSession): Promise<string> {
    const text = "SELECT seq, turn_no, kind FROM event WHERE session_id = $1 ORDER BY seq DESC LIMIT 12";
    const { rows } = await this.#world.pool.query<{ seq: number; turn_no: number | null; kind: string }>(text, [id]);
    const log = rows.reverse().map(({ seq, turn_no, kind }) => `${seq} ${kind} (${turn_no ?? "no turn"})`);
    const told = this.#world.truth.framesOf(id).slice(-3);
    return [
      `Session ${id} does not come to rest. Its log ends: ${log.join(", ")}`,
      `its browsers: ${browsers.map(({ state }) => state).join("; ")}`,
      `the agent said last: ${told.map((frame) => frame.slice(0, 160)).join("\n")}`,
    ].join("\n");
  }

  /** What is still on its way is waited for; what is wrong stays wrong. */
  async #compare({ id, browsers, asked }: PlayedSession): Promise<Violation[]> {
    const look = async () => {
      const violations = checkHistory(await toldHistory(this.#world, id, browsers));
      const told = new Set(browsers.flatMap(({ acknowledged }) => [...acknowledged.keys()]));
      const missing = asked.filter((messageId) => !told.has(messageId));
      return [...violations, ...missing.map((messageId): Violation => ({ kind: "lost", what: `nobody was told of message ${messageId}` }))];
    };
    let last: Violation[] = [];
    const isRight = async () => {
      last = await look();
      if (last.length > 0) throw new Error("not yet");
    };
    return vi.waitFor(isRight, patient).then(
      () => [],
      () => last,
    );
  }
}

/** What the checker finds, or in words why it never came so far. */
export async function playHistory(world: ProgramWorld, steps: readonly ProgramStep[]): Promise<string[]> {
  const open = async (_: unknown, at: number): Promise<PlayedSession> => {
    const id = await world.newSession();
    return { id, asked: [], browsers: Array.from({ length: BROWSERS }, (__, index) => world.newBrowser(`browser ${at}.${index}`, id)) };
  };
  const sessions = await Promise.all(Array.from({ length: SESSIONS }, open));
  const history = new PlayedHistory(world, sessions);
  try {
    for (const step of steps) await history.step(step);
    return (await history.finish()).map(({ kind, what }) => `${kind}: ${what}`);
  } catch (error) {
    await world.heal();
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    for (const { browsers } of sessions) for (const browser of browsers) browser.close();
  }
}
