/** Counts refused attempts minute by minute, so that a flood of them is few rows: one for each kind, and one for all that is too much. */

/** `personId` null: nobody who is signed in, and no account; `target`: the session or the project, empty where there is none. */
export type Attempt = {
  personId: number | null;
  address: string;
  action: string;
  target: string;
  /** What they were at that time; null: they were not signed in. */
  roles: string | null;
  requestId: string;
};
/** `roles` and `requestId` are those of the first that was counted. */
export type CountedAttempt = Attempt & { minute: number; count: number };

/** More kinds of one person, or from one address, in a minute are counted as one; so are more of all. */
const KINDS_PER_WHO = 20;
const KINDS_MAX = 100;
const APART_MS = 5_000;
const OTHERS = "others";

type Deps = { write: (attempts: CountedAttempt[]) => Promise<void>; now: () => number; after: (ms: number, act: () => void) => void };

const keyOf = ({ minute, personId, address, action, target }: Omit<CountedAttempt, "count">) =>
  JSON.stringify([minute, personId, address, action, target]);

export class AttemptBook {
  readonly #deps: Deps;
  #counted = new Map<string, CountedAttempt>();
  /** The kinds of this minute, whether they wait or are written. */
  #minute = 0;
  readonly #kinds = new Set<string>();
  readonly #kindsOf = new Map<string, number>();
  #isResting = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The first is written at once, what follows together. */
  note(attempt: Attempt): void {
    const minute = Math.floor(this.#deps.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#kinds.clear();
      this.#kindsOf.clear();
    }
    this.#add({ ...this.#bounded({ ...attempt, minute }), count: 1 });
    if (this.#isResting) return;
    this.#isResting = true;
    this.#deps.after(APART_MS, () => {
      this.#isResting = false;
      if (this.#counted.size > 0) void this.flush();
    });
    void this.flush();
  }

  /** Resolves when all that was noted is written, or could not be: then it waits for the next time. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const taken = [...this.#counted.values()];
    if (taken.length === 0) return;
    this.#counted = new Map();
    try {
      await this.#deps.write(taken);
    } catch {
      for (const one of taken.slice(0, KINDS_MAX)) this.#add(one);
    }
  }

  #add(one: CountedAttempt): void {
    const key = keyOf(one);
    const known = this.#counted.get(key);
    this.#counted.set(key, known ? { ...known, count: known.count + one.count } : one);
  }

  /** The attempt itself, or what it is counted as where there are too many kinds. */
  #bounded(attempt: Omit<CountedAttempt, "count">): Omit<CountedAttempt, "count"> {
    const key = keyOf(attempt);
    if (this.#kinds.has(key)) return attempt;
    // Who is signed in is one person, from however many addresses they come.
    const address = attempt.roles === null ? attempt.address : "";
    const who = JSON.stringify([attempt.personId, address, attempt.roles === null]);
    const ofWho = this.#kindsOf.get(who) ?? 0;
    const other = { ...attempt, action: OTHERS, target: "" };
    if (this.#kinds.size >= KINDS_MAX) return { ...other, personId: null, address: "", roles: null, requestId: "" };
    if (ofWho >= KINDS_PER_WHO) return { ...other, address };
    this.#kinds.add(key);
    this.#kindsOf.set(who, ofWho + 1);
    return attempt;
  }
}
