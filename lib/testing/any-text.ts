/** Texts for tests that hold for any. */
import fc from "fast-check";

const codeUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const codePoint = fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

/** Any text that JavaScript can hold, with NUL and lone surrogates; fast-check's own `binary` unit takes a second to list its characters. */
export function anyText(constraints: { maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), codeUnit, codePoint) });
}
