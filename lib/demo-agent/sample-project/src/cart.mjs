/** Cents for all lines of a cart: price times quantity. */
export function subtotal(lines) {
  return lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
}
