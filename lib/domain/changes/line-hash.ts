/** The two signs after a line's number by which the file tools tell whether a line is still what they showed. */

const encoder = new TextEncoder();

/** FNV-1a of the line's bytes, folded to eight bits. */
export function lineHash(text: string): string {
  let hash = 2_166_136_261;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 16_777_619) >>> 0;
  const half = (hash >>> 16) ^ (hash & 0xffff);
  return ((half >>> 8) ^ (half & 0xff)).toString(16).padStart(2, "0");
}
