import { setTimeout as wait } from "node:timers/promises";

// Counting takes its time: sixty shelves, one pace each.
const SHELVES = 60;
const paceMs = Number(process.env.PACE_MS ?? 500);

for (let shelf = 1; shelf <= SHELVES; shelf += 1) {
  await wait(paceMs);
  console.log(`shelf ${shelf}: counted`);
}
console.log(`\n${SHELVES} shelves counted`);
