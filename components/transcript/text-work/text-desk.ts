import { type NamedJob, sizeOfJob, type TextAnswer, type TextJob } from "@/lib/domain/text-work/text-job";
import { KeptAnswers } from "./kept-answers";

export type Batch = { no: number; jobs: readonly TextJob[] };
export type BatchAnswer = { no: number; answers: readonly (TextAnswer | null)[] };
export type WorkerEvents = { onReady: () => void; onAnswer: (answer: BatchAnswer) => void; onDeath: () => void };
export type OpenWorker = (events: WorkerEvents) => { post: (batch: Batch) => void; end: () => void };
/** Does a job on the page itself; rejects when the code for it cannot be had. */
export type DoHere = (job: TextJob) => Promise<TextAnswer | null>;

type Asked = NamedJob & { onAnswer: Set<() => void>; isSuspect: boolean };

/** So much goes to the worker at once: some milliseconds of work, after which what is in view by then is next. */
const BATCH_CHARACTERS = 100_000;
/** Its code has to come over the network first. */
const START_MS = 15_000;
/** The most that is sent takes a tenth of this on a slow phone. */
const ANSWER_MS = 4_000;
/** Workers that end without being asked to, until this page does without them. */
const LOSSES_MAX = 3;

/**
 * Jobs of everything that is drawn, done by one worker that is started with the first of them. Newest first: that is what somebody looks at.
 * A job that nobody waits for any more is dropped; one that a worker does not answer in time is not tried again, and its text stays plain.
 */
export class TextDesk {
  readonly #waiting = new Map<string, Asked>();
  #worker: ReturnType<OpenWorker> | null = null;
  #isReady = false;
  #batch: { no: number; asked: readonly Asked[]; timer: ReturnType<typeof setTimeout> } | null = null;
  #batches = 0;
  #losses = 0;
  #isHere = false;
  #isDue = false;

  constructor(
    readonly openWorker: OpenWorker,
    readonly doHere: DoHere,
    /** What was answered before, and will be; null: nothing stands out. */
    readonly answers = new KeptAnswers(),
  ) {}

  /** Calls back when the answer is known; gives what takes the question back. */
  ask(named: NamedJob, onAnswer: () => void): () => void {
    const asked = this.#batch?.asked.find(({ name }) => name === named.name) ??
      this.#waiting.get(named.name) ?? { ...named, onAnswer: new Set(), isSuspect: false };
    asked.onAnswer.add(onAnswer);
    if (!this.#batch?.asked.includes(asked)) this.#waiting.set(asked.name, asked);
    this.#goOn();
    return () => {
      asked.onAnswer.delete(onAnswer);
      if (asked.onAnswer.size === 0) this.#waiting.delete(asked.name);
    };
  }

  /** In a moment: what is drawn together asks together. */
  #goOn(): void {
    if (this.#isDue || this.#batch) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      const asked = this.#next();
      if (asked.length === 0) return;
      if (this.#isHere) void this.#here(asked);
      else this.#send(asked);
    });
  }

  #next(): Asked[] {
    const next: Asked[] = [];
    let characters = 0;
    for (const asked of [...this.#waiting.values()].reverse()) {
      characters += sizeOfJob(asked);
      if (next.length > 0 && (this.#isHere || asked.isSuspect || characters > BATCH_CHARACTERS)) break;
      next.push(asked);
      this.#waiting.delete(asked.name);
      if (asked.isSuspect) break;
    }
    return next;
  }

  #send(asked: readonly Asked[]): void {
    this.#batches += 1;
    const no = this.#batches;
    try {
      this.#worker ??= this.#open();
      this.#worker.post({ no, jobs: asked.map(({ job }) => job) });
    } catch {
      this.#stayHere(asked);
      return;
    }
    this.#batch = { no, asked, timer: setTimeout(() => this.#lose(), this.#isReady ? ANSWER_MS : START_MS) };
  }

  #open(): ReturnType<OpenWorker> {
    this.#isReady = false;
    const worker = this.openWorker({
      onReady: () => {
        this.#isReady = true;
        if (!this.#batch) return;
        clearTimeout(this.#batch.timer);
        this.#batch.timer = setTimeout(() => this.#lose(), ANSWER_MS);
      },
      onAnswer: ({ no, answers }) => {
        if (this.#batch?.no !== no) return;
        const { asked } = this.#take();
        for (const [index, one] of asked.entries()) this.#settle(one, answers[index] ?? null);
        this.#losses = 0;
        this.#goOn();
      },
      onDeath: () => {
        if (this.#worker === worker) this.#lose();
      },
    });
    return worker;
  }

  #take() {
    const batch = this.#batch;
    clearTimeout(batch?.timer);
    this.#batch = null;
    return { asked: batch?.asked ?? [] };
  }

  /** The worker is gone, or as good as gone. */
  #lose(): void {
    const { asked } = this.#take();
    this.#worker?.end();
    this.#worker = null;
    if (!this.#isReady) {
      this.#stayHere(asked);
      return;
    }
    this.#losses += 1;
    this.#isHere = this.#losses >= LOSSES_MAX;
    // One of them may have been too much: each is tried once more by itself, and never on the page.
    for (const one of asked) {
      if (one.isSuspect || this.#isHere) this.#settle(one, null);
      else if (one.onAnswer.size > 0) this.#waiting.set(one.name, { ...one, isSuspect: true });
    }
    this.#goOn();
  }

  #stayHere(asked: readonly Asked[]): void {
    this.#isHere = true;
    this.#worker = null;
    for (const one of asked) this.#waiting.set(one.name, one);
    this.#goOn();
  }

  async #here(asked: readonly Asked[]): Promise<void> {
    this.#batch = { no: 0, asked, timer: setTimeout(() => undefined) };
    const answers = await Promise.all(asked.map(({ job }) => this.doHere(job).catch(() => null)));
    this.#take();
    for (const [index, one] of asked.entries()) this.#settle(one, answers[index] ?? null);
    this.#goOn();
  }

  #settle({ name, onAnswer }: Asked, answer: TextAnswer | null): void {
    this.answers.put(name, answer);
    for (const call of onAnswer) call();
  }
}
