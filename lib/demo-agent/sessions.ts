/** The sessions this process has loaded, and what all of them share. */
import { Session } from "./session";
import { SessionStore } from "./store";
import { zeroTotals } from "./totals";
import type { NoteTruth } from "./truth-file";

export type AgentOptions = {
  /** The role named in the greeting and given to new sessions. */
  role: string;
  sampleDir: string;
  /** Milliseconds between the steps of a tour. */
  paceMs: number;
  /** Whether `[tags]` in a message are obeyed; only for tests. */
  directives: boolean;
  /** What the dashboard that started this program marks its processes with; null when none did. */
  mark: string | null;
  /** What `[die]` does. */
  die: () => void;
  /** Called with everything that is said, before it is. */
  note: NoteTruth;
};

export const MODEL_NAME = "demo:scripted";

export class Sessions {
  readonly store: SessionStore;
  private readonly loaded = new Map<string, Session>();
  private calls = 0;

  constructor(
    dataDir: string,
    readonly options: AgentOptions,
    private readonly wake: (session: Session) => void,
  ) {
    this.store = new SessionStore(dataDir);
  }

  get roles(): string[] {
    return [...new Set(["demo", "demo-reviewer", this.options.role])];
  }

  /** Numbers the model calls of this process. */
  nextCall(): number {
    this.calls += 1;
    return this.calls;
  }

  /** The loaded session, or the one on disk, or null. */
  find(id: string): Session | null {
    const known = this.loaded.get(id);
    if (known) return known;
    const saved = this.store.load(id);
    return saved ? this.keep(new Session(id, this.store, saved, this.options.note)) : null;
  }

  isLoaded(id: string): boolean {
    return this.loaded.has(id);
  }

  /** A new session on disk and in memory. Throws `UnusableName`. */
  create(id: string, role: string): Session {
    const settings = { role, model: MODEL_NAME, title: null, createdAt: Date.now() };
    this.store.append(id, { kind: "settings", settings });
    const saved = { settings, messages: [], totals: zeroTotals(), runs: [] };
    return this.keep(new Session(id, this.store, saved, this.options.note));
  }

  private keep(session: Session): Session {
    this.loaded.set(session.id, session);
    session.wake = () => this.wake(session);
    return session;
  }

  unload(id: string): boolean {
    this.loaded.get(id)?.end();
    return this.loaded.delete(id);
  }

  /** The process dies: running turns lose their cost, as the recordings show. */
  endAll(): void {
    for (const id of [...this.loaded.keys()]) this.unload(id);
  }
}
