import { checkout } from "../src/checkout.mjs";
import { formatMoney } from "../src/format-money.mjs";

for (const euros of [10, 49, 50, 51, 99, 100, 120]) {
  const { total } = checkout([{ name: "tea", priceCents: euros * 100, quantity: 1 }]);
  console.log(`${String(euros).padStart(4)} € of tea -> ${formatMoney(total)}`);
}
