/** Edits of files in several languages, each another one, as the recorded file server reports them: what a long session is full of. */
import { playCall } from "./played-call";
import type { Stage } from "./stage";
import { editDiff } from "./tools-edit";

const LINES = 40;
/** In each language: the path of a file, one of its lines, and a line that is put between two. */
const languages = [
  {
    path: (no: number) => `src/orders/step-${no}.ts`,
    line: (name: string, no: number) =>
      `export const ${name} = (order: Order): number => order.total(${no}) * rate("${name}"); // step ${no}`,
    more: (no: number) => `if (order.isEmpty(${no})) throw new RangeError(\`order \${order.id} has no step ${no}\`);`,
  },
  {
    path: (no: number) => `crates/orders/src/step_${no}.rs`,
    line: (name: string, no: number) =>
      `pub fn ${name}(order: &Order) -> Option<u64> { order.total(${no}).map(|sum| sum * rate("${name}")) }`,
    more: (no: number) => `    if order.is_empty() { return Err(OrderError::Empty { step: ${no} }); }`,
  },
  {
    path: (no: number) => `orders/step_${no}.py`,
    line: (name: string, no: number) => `def ${name}(order: Order) -> int: return order.total(${no}) * rate("${name}")  # step ${no}`,
    more: (no: number) => `    raise ValueError(f"order {order.id} has no step ${no}")`,
  },
  {
    path: (no: number) => `internal/orders/step${no}.go`,
    line: (name: string, no: number) => `func ${name}(order *Order) (int64, error) { return order.Total(${no}), rate("${name}") }`,
    more: (no: number) => `\tif order == nil { return 0, fmt.Errorf("order has no step %d", ${no}) }`,
  },
  {
    path: (no: number) => `db/migrations/${no}_orders.sql`,
    line: (name: string, no: number) => `ALTER TABLE orders ADD COLUMN ${name} bigint NOT NULL DEFAULT ${no}; -- step ${no}`,
    more: (no: number) => `CREATE INDEX orders_step_${no} ON orders (id) WHERE step = ${no};`,
  },
  {
    path: (no: number) => `deploy/step-${no}.yaml`,
    line: (name: string, no: number) => `  ${name}: { replicas: ${no}, image: "orders/${name}:1.${no}" } # step ${no}`,
    more: (no: number) => `  # step ${no} runs after the orders were counted`,
  },
] as const;

/** The file before and after: lines at two places changed, some came in between. */
function edited(no: number) {
  const language = languages[no % languages.length] ?? languages[0];
  const before = Array.from({ length: LINES }, (_, index) => language.line(`count_${index}`, index + no));
  const start = 4 + (no % 9);
  const removed = 3 + (no % 7);
  const changed = before.slice(start, start + removed).map((line, index) => (index % 3 === 1 ? line : line.replace(/count_/g, "amount_")));
  const inserted = [...changed, ...Array.from({ length: no % 6 }, (_, index) => language.more(no + index))];
  return { path: language.path(no), before, after: before.toSpliced(start, removed, ...inserted), start, removed, inserted };
}

/** `count` edits from number `first` on, by both tools that edit. */
export function playEdits(stage: Stage, count: number, first: number): void {
  for (let no = first; no < first + count; no += 1) {
    const { path, before, after, start, removed, inserted } = edited(no);
    const content = editDiff(before, after, start, removed, inserted.length);
    const batch = { path, operations: [{ operation: "replace", start: start + 1, end: start + removed, content: inserted.join("\n") }] };
    const words = {
      command: "str_replace",
      path,
      old_text: before.slice(start, start + removed).join("\n"),
      new_text: inserted.join("\n"),
    };
    playCall(
      stage,
      no % 2
        ? { tool: "batch_edit", server: "filesystem", params: batch, content }
        : { tool: "text_editor", server: "filesystem", params: words, content },
    );
  }
}
