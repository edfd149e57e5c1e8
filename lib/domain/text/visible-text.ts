/** Text that others wrote made safe to look at: characters that reorder, hide or steer are shown as what they are. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be shown
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

const pictureOf = (char: string): string => {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
};

/** Control, bidi and zero-width characters as pictures; tabs and line breaks stay. */
export const visibleText = (text: string): string => text.replace(HIDDEN, pictureOf);

const BINARY_SAMPLE = 4_096;

/** Text that was no text: a NUL, or many characters no text has, near its beginning. */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, BINARY_SAMPLE);
  if (sample.includes("\u0000")) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be counted
  const strange = sample.match(/[\u0001-\u0006\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return strange > sample.length / 20;
}
