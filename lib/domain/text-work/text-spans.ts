/** The toned stretches of many lines in three flat arrays: they go from one thread to another without being copied. */

export const codeTones = ["keyword", "string", "function", "type", "number", "comment"] as const;
export type CodeTone = (typeof codeTones)[number];
export type CodeSpan = { text: string; tone: CodeTone | null };

export type SpanTable = {
  /** Where the stretches of each line begin, and behind the last one's. */
  starts: Uint32Array<ArrayBuffer>;
  /** Where each stretch ends in its line. */
  ends: Uint32Array<ArrayBuffer>;
  /** 0: plain. */
  tones: Uint8Array<ArrayBuffer>;
};

type Toned = { text: string; tone: number };

/** `lines`: the stretches of each line; none where it stands plain. */
export function tableOf(lines: readonly (readonly Toned[])[]): SpanTable {
  const count = lines.reduce((sum, spans) => sum + spans.length, 0);
  const table = { starts: new Uint32Array(lines.length + 1), ends: new Uint32Array(count), tones: new Uint8Array(count) };
  let at = 0;
  for (const [index, spans] of lines.entries()) {
    let end = 0;
    for (const { text, tone } of spans) {
      end += text.length;
      table.ends[at] = end;
      table.tones[at] = tone;
      at += 1;
    }
    table.starts[index + 1] = at;
  }
  return table;
}

/** The stretches of line `index`, whose text this is; empty: it stands plain. */
export function stretchesOf({ starts, ends, tones }: SpanTable, index: number, text: string): Toned[] {
  const stretches: Toned[] = [];
  let from = 0;
  for (let at = starts[index] ?? 0; at < (starts[index + 1] ?? 0); at += 1) {
    const end = ends[at] ?? 0;
    stretches.push({ text: text.slice(from, end), tone: tones[at] ?? 0 });
    from = end;
  }
  return stretches;
}

/** A line's code in its colours; undefined: it stands plain. */
export function codeSpansOf(table: SpanTable, index: number, text: string): CodeSpan[] | undefined {
  const stretches = stretchesOf(table, index, text);
  if (stretches.length === 0) return undefined;
  return stretches.map(({ text: part, tone }) => ({ text: part, tone: codeTones[tone - 1] ?? null }));
}
