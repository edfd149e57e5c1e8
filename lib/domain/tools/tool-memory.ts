/** What the agent remembered: blocks of its own conversation that were folded away, and stored memories with their score. */
import { jsonOf, listOf, numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";

export type Memory = { title: string; score: number | null; text: string };

const MEMORIES_MAX = 200;
const READ_MAX = 500_000;

const SAID = /^\[(user|assistant|tool|system|developer)\] (.*)$/;
const HIT = /^\d{1,4}\. (.{1,1000}) \| Score: (\d(?:\.\d{1,4})?)$/;
/** What the memory server tells of a memory before its text. */
const FACT = /^(?:Type|Tags|Files|Git|ID): /;

function readLines(content: string, opens: (line: string) => Memory | null, isLeftOut: (line: string) => boolean): Memory[] {
  const found: { memory: Memory; lines: string[] }[] = [];
  for (const line of linesOf(content)) {
    const memory = found.length < MEMORIES_MAX ? opens(line) : null;
    if (memory) found.push({ memory, lines: memory.text ? [memory.text] : [] });
    else if (!isLeftOut(line)) found.at(-1)?.lines.push(line);
  }
  return found.map(({ memory, lines }) => ({ ...memory, text: lines.join("\n").trim() }));
}

const readRecalled = (content: string): Memory[] =>
  readLines(
    content,
    (line) => {
      const [, role, text = ""] = SAID.exec(line) ?? [];
      return role ? { title: role, score: null, text } : null;
    },
    (line) => /^<\/?recall(?: ids="[^"]*")?>$/.test(line),
  );

const readFound = (content: string): Memory[] =>
  readLines(
    content,
    (line) => {
      const [, title, score] = HIT.exec(line) ?? [];
      return title ? { title, score: Number(score), text: "" } : null;
    },
    (line) => FACT.test(line) || /^MEMORIES \(\d+ found\)$/.test(line),
  );

function readJson(content: string): Memory[] {
  const value = jsonOf(content);
  const { results, memories } = objectOf(value);
  const all = listOf(Array.isArray(value) ? value : (results ?? memories)).slice(0, MEMORIES_MAX);
  return all.flatMap((raw) => {
    const outer = objectOf(raw);
    const memory = outer.memory === undefined ? outer : objectOf(outer.memory);
    const text = textOf(memory.content) || textOf(memory.text) || textOf(outer.memory);
    const score = numberOf(outer.score) ?? numberOf(outer.relevance_score) ?? numberOf(outer.similarity);
    return text ? [{ title: textOf(memory.title), score, text }] : [];
  });
}

/** Null: no memories that it knows to read. */
export function readMemories(content: string): Memory[] | null {
  if (content.length > READ_MAX) return null;
  const memories = content.startsWith("<recall ")
    ? readRecalled(content)
    : content.startsWith("MEMORIES (")
      ? readFound(content)
      : /^\s*[[{]/.test(content)
        ? readJson(content)
        : [];
  return memories.length > 0 ? memories : null;
}
