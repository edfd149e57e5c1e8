/** Pictures that stand in a tool's answer as text: known by how their bytes begin, whoever wrote them down. */
import { jsonOf, objectOf, textOf } from "@/lib/domain/text/loose-json";

/** `isWhole`: its end is here. */
export type Picture = { source: string; bytes: number; isWhole: boolean };
type PicturesResult = { pictures: Picture[]; text: string };

/** How a PNG, a JPEG, a GIF and a WebP begin. SVG is left out: it is text, and drawn where a file of it was made. */
const KINDS = [
  ["iVBORw0KGgo", "png"],
  ["/9j/", "jpeg"],
  ["R0lGOD", "gif"],
  ["UklGR", "webp"],
] as const;
const PICTURE = /(^|"|(?:data:[\w/.+-]{1,40};)?base64,)((?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)[A-Za-z0-9+/]{40,}={0,2})("?)/g;
const PICTURES_MAX = 20;
/** How those end whose beginning alone a browser would draw, as an empty or a grey box. Some bytes of other programs may follow. */
const ENDS: Partial<Record<string, string>> = { png: "IEND", jpeg: "\xff\xd9" };
const TAIL = 64 * 1024;

function hasEnd(kind: string, base64: string): boolean {
  const start = Math.max(0, base64.length - TAIL);
  // Without what fills it up: an agent may have written too little of that, or too much.
  return atob(base64.slice(start - (start % 4)).replace(/=+$/, "")).includes(ENDS[kind] ?? "");
}

function textIn(left: string): string {
  const value = jsonOf(left);
  if (value === undefined) return left.trim();
  const inside = objectOf(value).content ?? value;
  const blocks = (Array.isArray(inside) ? inside : [inside]).map(objectOf);
  if (!blocks.every(({ type }) => type === "image" || type === "text")) return JSON.stringify(value, null, 2);
  return blocks
    .map(({ text }) => textOf(text))
    .filter(Boolean)
    .join("\n");
}

/** The pictures, and what else was said. */
export function readPictures(content: string): PicturesResult {
  const pictures: Picture[] = [];
  const left = content.replace(PICTURE, (all: string, before: string, data: string, after: string, at: number) => {
    const kind = KINDS.find(([head]) => data.startsWith(head))?.[1];
    if (!kind || pictures.length >= PICTURES_MAX) return `${before}…${after}`;
    const digits = data.replace(/=+$/, "");
    const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : data;
    const isClosed = before !== '"' || after === '"' || at + all.length < content.length;
    const isWhole = isClosed && hasEnd(kind, whole);
    pictures.push({ source: `data:image/${kind};base64,${whole}`, bytes: Math.floor((data.length * 3) / 4), isWhole });
    return `${before === '"' ? before : ""}picture ${pictures.length}${after}`;
  });
  return { pictures, text: textIn(left === `picture ${pictures.length}` ? "" : left) };
}
