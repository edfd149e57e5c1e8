/** Which command a keystroke means: one stroke ("mod+k", "?", "shift+e") or two after another ("g s"); pure. */

export type Stroke = {
  key: string;
  /** Where the key is, by the letter there on an American keyboard. */
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

/** So long after the first stroke of two the second one counts. */
export const SECOND_STROKE_MS = 1_200;

/** A sign that some keyboards have on AltGr (Windows tells it as Ctrl and Alt) or on Option: what is held is how it is typed. */
export const isTypedWithAlt = ({ key, altKey }: Pick<Stroke, "key" | "altKey">): boolean => altKey && /^[^\p{L}\p{N}\s]$/u.test(key);

/**
 * A stroke in the words of a binding. Shift is named for letters only: on other keys it is how the sign is typed. A letter of another alphabet
 * (Greek, Cyrillic, Hebrew) is the one that its key has on an American keyboard, as in other programs.
 */
export function strokeWords(stroke: Stroke): string {
  const { key, code, metaKey, shiftKey } = stroke;
  const { ctrlKey, altKey } = isTypedWithAlt(stroke) ? { ctrlKey: false, altKey: false } : stroke;
  const place = /^(?!\p{sc=Latin})\p{L}$/u.test(key) && code?.startsWith("Key") ? code.slice(3) : key;
  const name = place.length === 1 ? place.toLowerCase() : place;
  const isLetter = /^\p{L}$/u.test(key);
  return [ctrlKey || metaKey ? "mod" : "", altKey ? "alt" : "", shiftKey && (isLetter || key.length > 1) ? "shift" : "", name]
    .filter(Boolean)
    .join("+");
}

/** `first`: the stroke before, when it may still be the first of two. Gives what is meant, or what to remember for the next stroke. */
export function meaningOf<T extends { keys?: string | undefined }>(
  bindings: readonly T[],
  stroke: Stroke,
  first: string | null,
): { command: T | null; first: string | null } {
  const words = strokeWords(stroke);
  const find = (keys: string): T | null => bindings.findLast((binding) => binding.keys === keys) ?? null;
  const command = (first === null ? null : find(`${first} ${words}`)) ?? find(words);
  if (command) return { command, first: null };
  return { command: null, first: bindings.some(({ keys }) => keys?.startsWith(`${words} `)) ? words : null };
}

const SIGNS: Record<string, string> = { shift: "Shift", alt: "Alt", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", " ": "Space" };

/** The key caps of a binding, as this keyboard has them. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  return keys.split(/[ +]/).map((part) => {
    if (part === "mod") return isMac ? "⌘" : "Ctrl";
    return SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}
