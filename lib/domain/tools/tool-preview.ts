/** A file that was made, as what it is: Markdown, JSON in order, a picture. */
import { jsonOf } from "@/lib/domain/text/loose-json";
import { readPictures } from "./tool-images";

export type FilePreview = { as: "markdown"; text: string } | { as: "json"; text: string } | { as: "picture"; source: string };

const READ_MAX = 500_000;

function inOrder(text: string): string | null {
  const value = jsonOf(text);
  // numbers that no double holds would be others afterwards
  return value === undefined || /\d{16}/.test(text) ? null : JSON.stringify(value, null, 2);
}

/** Drawn as a picture it runs nothing and fetches nothing. */
const svgSource = (text: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text.toWellFormed())}`;

/** Null: its lines say all, or it is none of these, whatever its name is. */
export function previewOf(path: string, text: string): FilePreview | null {
  if (text.length > READ_MAX || text.trim() === "") return null;
  if (/\.(?:md|markdown)$/i.test(path)) return { as: "markdown", text };
  if (/\.json$/i.test(path)) {
    const ordered = inOrder(text);
    return ordered === null || ordered === text.trim() ? null : { as: "json", text: ordered };
  }
  if (/\.svg$/i.test(path)) return /^\s*(?:<[?!][\s\S]{0,2000}?)?<svg[\s>]/.test(text) ? { as: "picture", source: svgSource(text) } : null;
  const [picture] = readPictures(text.trim()).pictures;
  return picture?.isWhole ? { as: "picture", source: picture.source } : null;
}
