import { checkout } from "../src/checkout.mjs";
import { formatMoney } from "../src/format-money.mjs";

const tea = (priceCents, quantity = 1) => ({ name: "tea", priceCents, quantity });

const cases = [
  ["an empty cart costs nothing", () => checkout([]).total, 0],
  ["a small order pays shipping", () => checkout([tea(1250)]).total, 1740],
  ["an order of exactly 50 euros ships for free", () => checkout([tea(2500, 2)]).total, 5000],
  ["a big order gets ten percent off", () => checkout([tea(12_000)]).total, 10_800],
  ["money is written with two decimals", () => formatMoney(490), "4.90 €"],
];

let failed = 0;
for (const [name, run, expected] of cases) {
  const got = run();
  if (got === expected) console.log(`ok      ${name}`);
  else {
    failed += 1;
    console.log(`FAILED  ${name}: expected ${expected}, got ${got}`);
  }
}
console.log(`\n${cases.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 3 : 0;
