/** 1234 becomes "12.34 €". */
export function formatMoney(cents) {
  return `${(cents / 100).toFixed(2)} €`;
}
