import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { doTextJob } from "@/lib/domain/text-work/do-text-job";
import { coloursJob, type NamedJob } from "@/lib/domain/text-work/text-job";
import { type Batch, TextDesk, type WorkerEvents } from "./text-desk";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const LONG_MS = 60_000;

function job(line: string): NamedJob {
  const made = coloursJob([line], { by: "name", called: "ts" });
  if (!made) throw new Error("nothing to colour");
  return made;
}

class PlayedWorker {
  readonly got: Batch[] = [];
  hasEnded = false;
  constructor(readonly events: WorkerEvents) {}
  answer(batch = this.got.at(-1)): void {
    if (batch) this.events.onAnswer({ no: batch.no, answers: batch.jobs.map(doTextJob) });
  }
}

/** `onOpen`: what a worker does as soon as it is started. */
function open(onOpen: (worker: PlayedWorker) => void = ({ events }) => events.onReady()) {
  const workers: PlayedWorker[] = [];
  const here = vi.fn(async (one: NamedJob["job"]) => doTextJob(one));
  const desk = new TextDesk((events) => {
    const worker = new PlayedWorker(events);
    workers.push(worker);
    queueMicrotask(() => onOpen(worker));
    return { post: (batch) => worker.got.push(batch), end: () => (worker.hasEnded = true) };
  }, here);
  return { desk, workers, here };
}

const settled = () => vi.advanceTimersByTimeAsync(0);
const known = (desk: TextDesk, ...jobs: NamedJob[]) => jobs.map(({ name }) => desk.answers.get(name) !== undefined);

describe("one worker", () => {
  test("is started by the first question, gets what is asked together at once, newest first, and answers it", async () => {
    const { desk, workers } = open();
    expect(workers).toEqual([]);
    const [first, second] = [job("const a = 1;"), job("const b = 2;")];
    const told = vi.fn();
    desk.ask(first, told);
    desk.ask(second, told);
    await settled();
    expect(workers.map(({ got }) => got)).toEqual([[{ no: 1, jobs: [second.job, first.job] }]]);
    workers[0]?.answer();
    expect(told).toHaveBeenCalledTimes(2);
    expect(desk.answers.get(first.name)?.spans.tones).toEqual(Uint8Array.from([1, 0, 5, 0]));
  });

  test("is not asked twice for the same, nor for what nobody waits for any more", async () => {
    const { desk, workers } = open();
    const told = vi.fn();
    desk.ask(job("first"), told);
    await settled();
    const leave = desk.ask(job("left"), told);
    desk.ask(job("wanted"), told);
    desk.ask(job("wanted"), told);
    desk.ask(job("first"), told);
    leave();
    workers[0]?.answer();
    await settled();
    expect(workers[0]?.got[1]?.jobs).toEqual([job("wanted").job]);
    workers[0]?.answer();
    await settled();
    expect(workers[0]?.got).toHaveLength(2);
  });

  test("gets much at a time only in pieces", async () => {
    const { desk, workers } = open();
    for (let index = 0; index < 8; index += 1) desk.ask(job(`${index} ${"x".repeat(450)} `), vi.fn());
    const many = coloursJob(
      Array.from({ length: 390 }, (_, index) => `${index} ${"y".repeat(400)}`),
      { by: "name", called: "ts" },
    );
    if (many) desk.ask(many, vi.fn());
    await settled();
    expect(workers[0]?.got[0]?.jobs).toEqual([many?.job]);
    workers[0]?.answer();
    await settled();
    expect(workers[0]?.got[1]?.jobs).toHaveLength(8);
  });
});

describe("a worker that does not answer", () => {
  test("is ended and replaced; what was asked is asked again one by one, and what hangs again stays plain", async () => {
    const { desk, workers, here } = open();
    const [bad, good] = [job("hangs"), job("const good = 1;")];
    desk.ask(bad, vi.fn());
    desk.ask(good, vi.fn());
    await settled();
    await vi.advanceTimersByTimeAsync(LONG_MS / 10);
    expect(workers[0]?.hasEnded).toBe(true);
    for (const worker of workers.slice(1)) if (worker.got[0]?.jobs[0] === good.job) worker.answer();
    await vi.advanceTimersByTimeAsync(LONG_MS / 10);
    const asked = workers.slice(1).flatMap(({ got }) => got.map(({ jobs }) => jobs));
    expect(asked.every((jobs) => jobs.length === 1)).toBe(true);
    expect(desk.answers.get(bad.name)).toBeNull();
    expect(here).not.toHaveBeenCalled();
  });

  test("and dies again and again is done without: what killed it stays plain, all else is done here", async () => {
    const { desk, workers, here } = open();
    const bad = job("kills");
    for (let round = 0; round < 4; round += 1) {
      desk.ask(round < 2 ? bad : job(`kills ${round}`), vi.fn());
      await settled();
      workers.at(-1)?.events.onDeath();
      await settled();
    }
    expect(here).not.toHaveBeenCalledWith(bad.job);
    desk.ask(job("const after = 1;"), vi.fn());
    await settled();
    expect(known(desk, bad, job("const after = 1;"))).toEqual([true, true]);
    expect(here).toHaveBeenLastCalledWith(job("const after = 1;").job);
    expect(workers.length).toBe(3);
  });

  test("answers of a worker that was ended are not heard", async () => {
    const { desk, workers } = open();
    desk.ask(job("late"), vi.fn());
    await settled();
    const [late] = workers;
    await vi.advanceTimersByTimeAsync(LONG_MS / 10);
    late?.answer(late.got[0]);
    late?.events.onDeath();
    expect(known(desk, job("late"))).toEqual([false]);
    expect(workers[1]?.hasEnded).toBe(false);
  });
});

describe("without a worker, all is done here", () => {
  const opened = {
    "where none can be made": () => {
      throw new Error("no workers");
    },
    "where its code cannot be loaded": ({ onDeath }: WorkerEvents) => {
      queueMicrotask(onDeath);
      return { post: () => undefined, end: () => undefined };
    },
    "where its code never comes": () => ({ post: () => undefined, end: () => undefined }),
  };
  test.each(Object.entries(opened))("%s", async (_name, openWorker) => {
    const openIt = vi.fn(openWorker);
    const desk = new TextDesk(openIt, async (one) => doTextJob(one));
    const told = vi.fn();
    const jobs = [job("const a = 1;"), job("const b = 2;")];
    for (const one of jobs) desk.ask(one, told);
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(told).toHaveBeenCalledTimes(2);
    expect(known(desk, ...jobs)).toEqual([true, true]);
    desk.ask(job("later"), told);
    await settled();
    expect(told).toHaveBeenCalledTimes(3);
    expect(openIt).toHaveBeenCalledTimes(1);
  });

  test("and what cannot be done here either stays plain", async () => {
    const desk = new TextDesk(opened["where none can be made"], async () => {
      throw new Error("the code for it never came");
    });
    desk.ask(job("const a = 1;"), vi.fn());
    await settled();
    expect(desk.answers.get(job("const a = 1;").name)).toBeNull();
  });
});
