/** A viewer's copy of an event: long texts as previews that say how long the whole is; pure. */
import type { CutField, SessionEvent, ViewerEvent } from "@/lib/domain/session-event";

const TEXT_MAX = 16 * 1024;
const EVENT_MAX = 64 * 1024;
const DEPTH_MAX = 64;

class Previewer {
  readonly cut: CutField[] = [];
  #left = EVENT_MAX;

  preview(value: unknown, path: string, depth: number): unknown {
    if (typeof value === "string") return this.#text(value, path);
    if (typeof value !== "object" || value === null) return value;
    if (depth > DEPTH_MAX) return this.#text(JSON.stringify(value), path);
    if (Array.isArray(value)) return value.map((item, index) => this.preview(item, `${path}.${index}`, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, this.preview(inner, path ? `${path}.${name}` : name, depth + 1)]),
    );
  }

  #text(text: string, path: string): string {
    const room = Math.max(0, Math.min(TEXT_MAX, this.#left));
    if (text.length <= room) {
      this.#left -= text.length;
      return text;
    }
    this.cut.push({ path, length: text.length });
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

/** Strings above 16 Ki units, or past 64 Ki units of one event, are cut; `cut` names each with its full length. */
export function previewEvent(event: SessionEvent): ViewerEvent {
  if (isSmall(event)) return event;
  const previewer = new Previewer();
  const payload = previewer.preview(event.payload, "", 0);
  if (previewer.cut.length === 0) return event;
  return { ...event, payload, cut: previewer.cut } as ViewerEvent; // as: the preview has the payload's shape, only shorter texts
}
