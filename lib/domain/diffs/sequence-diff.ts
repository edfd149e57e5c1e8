/** What two sequences have in common, in order: Myers' greedy search, with a bound on what it may cost. */

/** How many edits apart the lines of two texts are looked at. */
export const LINE_EDITS_MAX = 1_500;

export type Step = { kind: "same" | "removed" | "added"; count: number };

function push(steps: Step[], kind: Step["kind"], count: number): void {
  if (count <= 0) return;
  const last = steps.at(-1);
  if (last?.kind === kind) last.count += count;
  else steps.push({ kind, count });
}

/** The furthest places reached with 0, 1, 2 … edits; null when more than `editsMax` are needed. */
function searchTrace<T>(before: readonly T[], after: readonly T[], editsMax: number): Int32Array[] | null {
  const reach = Math.min(editsMax, before.length + after.length);
  const furthest = new Int32Array(2 * reach + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= reach; edits += 1) {
    trace.push(furthest.slice(reach + 1 - edits - 1, reach + 1 + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = furthest[reach + diagonal] ?? 0;
      const above = furthest[reach + 2 + diagonal] ?? 0;
      let x = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      furthest[reach + 1 + diagonal] = x;
      if (x >= before.length && x - diagonal >= after.length) return trace;
    }
  }
  return null;
}

/** Walks the trace back from the end; the steps come out last first. */
function stepsOf(trace: readonly Int32Array[], beforeLength: number, afterLength: number): Step[] {
  const steps: Step[] = [];
  let x = beforeLength;
  let y = afterLength;
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    // what was reached with one edit less; the middle of the kept part is diagonal 0
    const reached = trace[edits] ?? new Int32Array(0);
    const at = (diagonal: number) => reached[edits + 1 + diagonal] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const fromX = isDown ? at(diagonal + 1) : at(diagonal - 1);
    const fromY = fromX - (isDown ? diagonal + 1 : diagonal - 1);
    push(steps, "same", x - (isDown ? fromX : fromX + 1));
    push(steps, isDown ? "added" : "removed", 1);
    x = fromX;
    y = fromY;
  }
  push(steps, "same", x);
  return steps.reverse();
}

/** Within a change, what went stands before what came. */
function removedFirst(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  let removed = 0;
  let added = 0;
  const flush = () => {
    push(ordered, "removed", removed);
    push(ordered, "added", added);
    removed = 0;
    added = 0;
  };
  for (const { kind, count } of steps) {
    if (kind === "removed") removed += count;
    else if (kind === "added") added += count;
    else {
      flush();
      push(ordered, "same", count);
    }
  }
  flush();
  return ordered;
}

/** The shortest way from one sequence to the other; null when it takes more than `editsMax` removals and additions. */
export function diffSequences<T>(before: readonly T[], after: readonly T[], editsMax: number): Step[] | null {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const left = before.slice(head, before.length - tail);
  const right = after.slice(head, after.length - tail);
  const trace = searchTrace(left, right, editsMax);
  if (!trace) return null;
  const steps: Step[] = [];
  push(steps, "same", head);
  for (const { kind, count } of removedFirst(stepsOf(trace, left.length, right.length))) push(steps, kind, count);
  push(steps, "same", tail);
  return steps;
}

/** The steps with where each begins: at `x` of what was before, at `y` of what is after. */
export function placedSteps(steps: readonly Step[]): (Step & { x: number; y: number })[] {
  let x = 0;
  let y = 0;
  return steps.map((step) => {
    const placed = { ...step, x, y };
    if (step.kind !== "added") x += step.count;
    if (step.kind !== "removed") y += step.count;
    return placed;
  });
}
