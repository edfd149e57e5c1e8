const DISCOUNT_FROM_CENTS = 10_000;
const DISCOUNT_PERCENT = 10;

/** Cents taken off a subtotal, rounded down. */
export function discount(subtotalCents) {
  if (subtotalCents < DISCOUNT_FROM_CENTS) return 0;
  return Math.floor((subtotalCents * DISCOUNT_PERCENT) / 100);
}
