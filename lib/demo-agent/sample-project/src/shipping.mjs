const FREE_FROM_CENTS = 5_000;
const FEE_CENTS = 490;

/** Cents for shipping an order of this value. */
export function shippingFee(orderCents) {
  if (orderCents === 0) return 0;
  return orderCents > FREE_FROM_CENTS ? 0 : FEE_CENTS;
}
