/** Code as toned spans, line by line, in one pass without going back. */
import type { Language } from "./languages";
import { COLOURED_LINE_MAX } from "./text-job";
import type { CodeSpan, CodeTone } from "./text-spans";

const WORD = /[#@$!]?[A-Za-z_][\w-]*|\d[\w.]*/y;

/** What spans lines: the text that ends it, and how it looks. */
type Open = { end: string; tone: "comment" | "string" } | null;

class LineReader {
  readonly spans: CodeSpan[] = [];
  #plain = "";

  add(text: string, tone: CodeTone | null): void {
    if (tone === null) this.#plain += text;
    else {
      this.flush();
      this.spans.push({ text, tone });
    }
  }

  flush(): void {
    if (this.#plain !== "") this.spans.push({ text: this.#plain, tone: null });
    this.#plain = "";
  }
}

/** The index behind a string that starts at `at` and ends on this line, or the line's end. */
function endOfString(line: string, at: number, quote: string): number {
  for (let index = at + 1; index < line.length; index += 1) {
    if (line[index] === "\\") index += 1;
    else if (line[index] === quote) return index + 1;
  }
  return line.length;
}

/** Behind the end of an unescaped `end`, or -1. */
function endOfLong(line: string, from: number, end: string): number {
  const found = line.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

function toneOfWord(word: string, line: string, end: number, language: Language): CodeTone | null {
  if (/^\d/.test(word)) return "number";
  if (language.isMarkup) return /[</]/.test(line[end - word.length - 1] ?? "") ? "keyword" : line[end] === "=" ? "function" : null;
  if (language.words.has(language.ignoresCase ? word.toLowerCase() : word)) return "keyword";
  if (language.hasKeys && /^\s*[:=]/.test(line.slice(end, end + 8)) && /^[\s\w.-]*$/.test(line.slice(0, end))) return "function";
  if (line[end] === "(" || line.startsWith("!(", end)) return "function";
  return /^[A-Z]\w*[a-z]/.test(word) ? "type" : null;
}

/** What begins at `at` and is neither word nor space: a comment, a string. Null: nothing of the kind. */
function readMark(line: string, at: number, language: Language): { end: number; tone: "comment" | "string"; open: Open } | null {
  const { blockComment, lineComments, longQuotes, quotes } = language;
  if (blockComment && line.startsWith(blockComment[0], at)) {
    const end = endOfLong(line, at + blockComment[0].length, blockComment[1]);
    return { end: end < 0 ? line.length : end, tone: "comment", open: end < 0 ? { end: blockComment[1], tone: "comment" } : null };
  }
  const isComment = lineComments.some((mark) => line.startsWith(mark, at) && (mark !== "#" || at === 0 || /\s/.test(line[at - 1] ?? "")));
  if (isComment) return { end: line.length, tone: "comment", open: null };
  const long = longQuotes.find((quote) => line.startsWith(quote, at));
  if (long) {
    const end = endOfLong(line, at + long.length, long);
    return { end: end < 0 ? line.length : end, tone: "string", open: end < 0 ? { end: long, tone: "string" } : null };
  }
  const char = line[at] ?? "";
  return quotes.includes(char) ? { end: endOfString(line, at, char), tone: "string", open: null } : null;
}

function readLine(line: string, before: Open, language: Language): { spans: CodeSpan[]; open: Open } {
  const reader = new LineReader();
  let at = 0;
  if (before) {
    const end = endOfLong(line, 0, before.end);
    if (end < 0) return { spans: line === "" ? [] : [{ text: line, tone: before.tone }], open: before };
    reader.add(line.slice(0, end), before.tone);
    at = end;
  }
  while (at < line.length) {
    const mark = readMark(line, at, language);
    if (mark) {
      const isKey = mark.tone === "string" && language.hasKeys && /^\s*:/.test(line.slice(mark.end, mark.end + 8));
      reader.add(line.slice(at, mark.end), isKey ? "function" : mark.tone);
      at = mark.end;
      if (mark.open) {
        reader.flush();
        return { spans: reader.spans, open: mark.open };
      }
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(line)?.[0] ?? line[at] ?? "";
    reader.add(word, /\w/.test(word) ? toneOfWord(word, line, at + word.length, language) : null);
    at += word.length;
  }
  reader.flush();
  return { spans: reader.spans, open: null };
}

/** The spans of each line put together are the line. */
export function highlightLines(lines: readonly string[], language: Language | null): CodeSpan[][] {
  let open: Open = null;
  return lines.map((line) => {
    if (!language || line.length > COLOURED_LINE_MAX) return line === "" ? [] : [{ text: line, tone: null }];
    const read = readLine(line, open, language);
    open = read.open;
    return read.spans;
  });
}
