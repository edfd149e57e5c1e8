/** Answers of tools that set the agent up or list what it has, as a few words and a list of named things. */
import { cutShort } from "@/lib/domain/text/cut-short";
import { listOf, objectOf, shortJson, textOf } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";

/** `said`: its state in the agent's word; `state`: what that means. */
export type NamedEntry = { name: string; said: string; state: "on" | "off" | "trouble" | ""; note: string };
export type EntriesResult = { words: string; entries: NamedEntry[] };

const ENTRIES_MAX = 500;
const READ_MAX = 200_000;
const TEXT_MAX = 600;
const short = (text: string): string => cutShort(text, TEXT_MAX);

const ON = /^(active|enabled|running|done|on|✓)$/i;
const OFF = /^(disabled|off|stopped|cancelled|✗|inactive)$/i;
const TROUBLE = /^(failed|error|missing|lost)/i;
const stateOf = (word: string): NamedEntry["state"] =>
  ON.test(word) ? "on" : OFF.test(word) ? "off" : TROUBLE.test(word) ? "trouble" : "";

function entryOf(raw: unknown): NamedEntry {
  const thing = objectOf(raw);
  const name = textOf(thing.name) || textOf(thing.id) || textOf(thing.role) || textOf(raw);
  const said = typeof thing.enabled === "boolean" ? (thing.enabled ? "enabled" : "disabled") : textOf(thing.status);
  const score = typeof thing.score === "number" ? `score ${thing.score}` : "";
  const facts = [textOf(thing.name) || textOf(thing.id) ? textOf(thing.role) : "", textOf(thing.title), textOf(thing.description)];
  const more = [textOf(thing.workdir) === "." ? "" : textOf(thing.workdir), score, textOf(thing.error), textOf(thing.model)];
  return { name: short(name), said: said.slice(0, 40), state: stateOf(said), note: short([...facts, ...more].filter(Boolean).join(" · ")) };
}

/** `{message, agents: […]}`, `{count, runs: […]}`, `[…]`: one list and words around it. */
function readJson(content: string): EntriesResult | null {
  const object = shortJson(/^\s*\[/.test(content) ? `{"list":${content}}` : content);
  const lists = Object.entries(object).filter(([, value]) => Array.isArray(value));
  const [found] = lists;
  if (!found || lists.length > 1) return textOf(object.message) ? { words: short(textOf(object.message)), entries: [] } : null;
  const entries = listOf(found[1]).slice(0, ENTRIES_MAX).map(entryOf);
  const words = textOf(object.message) || textOf(object.usage) || (entries.length === 0 ? "None." : "");
  return entries.every(({ name }) => name !== "") ? { words: short(words), entries } : null;
}

/** "  core [builtin] ✓ active → (all tools)" */
const SERVER = /^ {2}(\S{1,100})(?: \[([^\]]{1,40})\])? ([✓✗]) (\w{1,20})( 💾)? → (.*)$/u;
/** "- [active] websearch (score 0.83) — search the web", "- db — query a table (missing env: KEY)" */
const BULLET = /^- (?:\[([^\]]{1,40})\] )?(.{1,200}?) — (.*)$/;
/** "**rust** ✓ [active] ⚠️ [missing tools: shell]" */
const SKILL = /^\*\*(.{1,200}?)\*\*( ✓ \[active\])?(?: ⚠️ \[([^\]]{1,400})\])?$/u;
/** "[mon-9d814a8f] ticks" */
const LABELLED = /^\[([\w:.-]{1,200})\] (.+)$/;

function entryOfLine(line: string): NamedEntry | null {
  const server = SERVER.exec(line);
  if (server) {
    const [, name = "", type = "", , said = "", isKept, tools = ""] = server;
    return { name, said, state: stateOf(said), note: short([type, isKept ? "kept" : "", tools].filter(Boolean).join(" · ")) };
  }
  const skill = SKILL.exec(line);
  if (skill) {
    const [, name = "", isActive, trouble = ""] = skill;
    return { name, said: isActive ? "active" : "", state: trouble ? "trouble" : isActive ? "on" : "", note: short(trouble) };
  }
  const bullet = BULLET.exec(line);
  if (bullet) return { name: bullet[2] ?? "", said: bullet[1] ?? "", state: stateOf(bullet[1] ?? ""), note: short(bullet[3] ?? "") };
  const labelled = LABELLED.exec(line);
  return labelled ? { name: short(labelled[2] ?? ""), said: "", state: "", note: labelled[1] ?? "" } : null;
}

/** Never fails: a text without entries is its words. */
export function readEntries(content: string): EntriesResult {
  const json = readJson(content);
  if (json) return json;
  const entries: NamedEntry[] = [];
  const words: string[] = [];
  for (const line of linesOf(content.slice(0, READ_MAX))) {
    const entry = entries.length < ENTRIES_MAX ? entryOfLine(line.slice(0, 2_000)) : null;
    const last = entries.at(-1);
    if (entry) entries.push(entry);
    else if (last && /^\s{2,}\S/.test(line)) last.note = short([last.note, line.trim()].filter(Boolean).join("\n"));
    else if (line.trim() !== "" && !/^\S[^.]*:$/.test(line)) words.push(line);
  }
  return { words: words.join("\n").slice(0, 4_000), entries };
}
