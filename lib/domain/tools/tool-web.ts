/** What a tool found on the web: pages with their title, address and an excerpt; from JSON, or from the lists such tools write. */
import { cutShort } from "@/lib/domain/text/cut-short";
import { jsonOf, listOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";

/** `url` as the tool gave it: whoever draws it asks `safeAddress`. */
export type Source = { title: string; url: string; excerpt: string };
type SourcesResult = { sources: Source[]; text: string };

const SOURCES_MAX = 200;
const READ_MAX = 2_000_000;
const LINES_MAX = 5_000;
const EXCERPT_MAX = 400;
const EXCERPTS = ["snippet", "description", "excerpt", "summary", "content", "text", "body"];

const short = (text: string): string => {
  const one = text.slice(0, EXCERPT_MAX * 4).replace(/\s+/g, " ");
  return cutShort(one.trim(), EXCERPT_MAX);
};

function sourceOf(raw: unknown): Source | null {
  const found = objectOf(raw);
  const url = textOf(found.url) || textOf(found.link) || textOf(found.href);
  const title = textOf(found.title) || textOf(found.name);
  const excerpt = EXCERPTS.map((name) => textOf(found[name])).find(Boolean) ?? "";
  return url && title ? { title: short(title), url, excerpt: short(excerpt) } : null;
}

const listIn = (value: unknown): readonly unknown[] => {
  const { results, items, organic, web, data, sources } = objectOf(value);
  const inner = objectOf(web).results ?? results ?? items ?? organic ?? sources ?? data;
  return listOf(Array.isArray(value) ? value : inner);
};

/** Null: not a list in which everything has a title and an address. */
export function readSourcesJson(content: string): SourcesResult | null {
  if (content.length > READ_MAX || !/^\s*[[{]/.test(content)) return null;
  const list = listIn(jsonOf(content)).slice(0, SOURCES_MAX);
  const sources = list.map(sourceOf).filter((source) => source !== null);
  return sources.length > 0 && sources.length === list.length ? { sources, text: "" } : null;
}

const LINKED = /^\s*(?:[-*]|\d{1,4}[.)])?\s*\[([^\]]{1,500})\]\(<?([^)\s>]{1,2000})>?\)(.*)$/;
const TITLED = /^\s*(?:\*\*)?Title:?(?:\*\*)?:?\s+(.{1,500})$/i;
const NUMBERED = /^\s*\d{1,4}[.)]\s+(?:\*\*)?(.{1,500}?)(?:\*\*)?$/;
const ADDRESSED = /^\s*(?:\*\*)?(?:URL|Link|Source|Url):?(?:\*\*)?:?\s+<?(\S{1,2000}?)>?$/;
const LABEL = /^\s*(?:\*\*)?(?:Description|Snippet|Summary|Text|Content|Excerpt):?(?:\*\*)?:?\s+/i;

function readList(content: string): Source[] {
  const found: { title: string; url: string; lines: string[] }[] = [];
  for (const line of linesOf(content.slice(0, READ_MAX)).slice(0, LINES_MAX)) {
    const cut = line.slice(0, 4_000);
    const linked = LINKED.exec(cut);
    const title = TITLED.exec(cut)?.[1] ?? NUMBERED.exec(cut)?.[1];
    const url = ADDRESSED.exec(cut)?.[1];
    const last = found.at(-1);
    if (linked) found.push({ title: linked[1] ?? "", url: linked[2] ?? "", lines: [linked[3] ?? ""] });
    else if (url && last && last.url === "") last.url = url;
    else if (url) found.push({ title: "", url, lines: [] });
    else if (title) found.push({ title, url: "", lines: [] });
    else last?.lines.push(cut.replace(LABEL, ""));
  }
  return found
    .filter(({ url }) => url !== "")
    .slice(0, SOURCES_MAX)
    .map(({ title, url, lines }) => ({ title: short(title), url, excerpt: short(lines.join(" ").slice(0, EXCERPT_MAX * 4)) }));
}

/** A search's hits, or the one page that was read (`url`) with its text. */
export function readWeb(content: string, url: string): SourcesResult | null {
  if (url) return { sources: [{ title: "", url, excerpt: "" }], text: content };
  const json = readSourcesJson(content);
  if (json) return json;
  const sources = readList(content);
  return sources.length > 0 ? { sources, text: "" } : null;
}
