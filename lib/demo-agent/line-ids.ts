/** Lines as the file tools show them: `N:hh|text`, hh being the FNV-1a hash of the text folded to eight bits. */

export function lineHash(text: string): string {
  let hash = 2166136261;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  const half = (hash >>> 16) ^ (hash & 0xffff);
  return ((half >>> 8) ^ (half & 0xff)).toString(16).padStart(2, "0");
}

export const lineId = (number: number, text: string): string => `${number}:${lineHash(text)}`;
export const numberedLine = (number: number, text: string): string => `${lineId(number, text)}|${text}`;

/** Lines of a file, without an empty one after the last newline. */
export const linesOf = (content: string): string[] => (content === "" ? [] : content.replace(/\n$/, "").split("\n"));
