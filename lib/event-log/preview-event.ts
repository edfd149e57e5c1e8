/** A viewer's copy of an event: long texts, and lists and records of very many, as previews that say how long the whole is; pure. */
import type { CutField, SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";

const TEXT_MAX = 16 * 1024;
const EVENT_MAX = 64 * 1024;
const DEPTH_MAX = 64;
/** So many values of one event, whatever they are. */
const VALUES_MAX = 20_000;
/** So much of names. */
const NAMES_MAX = 256 * 1024;
/** So many places are named: that more was left out is known by then. */
const CUTS_MAX = 200;

class Previewer {
  readonly cut: CutField[] = [];
  #left = EVENT_MAX;
  #values = VALUES_MAX;
  #names = NAMES_MAX;

  preview(value: unknown, path: string, depth: number): unknown {
    if (typeof value === "string") return this.#text(value, path);
    if (typeof value !== "object" || value === null) return value;
    if (depth > DEPTH_MAX) return this.#text(JSON.stringify(value), path);
    if (Array.isArray(value))
      return this.#first(value, value, path).map((item, index) => this.preview(item, `${path}.${index}`, depth + 1));
    const entries = Object.entries(value);
    const named = entries.filter(([name]) => this.#fits(name));
    const shown = this.#first(named, value, path, named.length < entries.length);
    return Object.fromEntries(shown.map(([name, inner]) => [name, this.preview(inner, path ? `${path}.${name}` : name, depth + 1)]));
  }

  /** The first of what a list or a record holds, as many as there is room for: what is left keeps its shape. */
  #first<T>(inner: readonly T[], whole: object, path: string, isCut = false): readonly T[] {
    const shown = inner.slice(0, this.#values);
    this.#values -= shown.length;
    if (isCut || shown.length < inner.length) this.#note(path, JSON.stringify(whole).length);
    return shown;
  }

  #fits(name: string): boolean {
    const fits = name.length <= this.#names;
    if (fits) this.#names -= name.length;
    return fits;
  }

  #note(path: string, length: number): void {
    if (this.cut.length < CUTS_MAX) this.cut.push({ path, length });
  }

  #text(text: string, path: string): string {
    const room = Math.max(0, Math.min(TEXT_MAX, this.#left));
    if (text.length <= room) {
      this.#left -= text.length;
      return text;
    }
    this.#note(path, text.length);
    this.#left -= room;
    return text.slice(0, room).toWellFormed();
  }
}

const isSmall = (event: SessionEvent): boolean => {
  switch (event.kind) {
    case "reply_added":
    case "thought_added":
      return event.payload.content.length <= TEXT_MAX && event.payload.extra === undefined;
    default:
      return false;
  }
};

/**
 * Strings above 16 Ki units, or past 64 Ki units of one event, are cut, and so are lists and records past 20,000 values of it; `cut` names each
 * with its full length, of a list or a record as JSON.
 */
export function previewEvent(event: SessionEvent): ViewerEvent {
  if (isSmall(event)) return event;
  const previewer = new Previewer();
  const payload = previewer.preview(event.payload, "", 0);
  if (previewer.cut.length === 0) return event;
  return { ...event, payload, cut: previewer.cut } as ViewerEvent; // as: the preview has the payload's shape, only shorter
}
