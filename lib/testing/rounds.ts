/** How often a property is tried, or a hostile text repeated: as often as it says, or a part of that in a look in passing (`npm run check` sets TEST_ROUNDS). */
export function rounds(inTests: number): number {
  return Math.ceil(inTests * Number(process.env.TEST_ROUNDS ?? 1));
}
