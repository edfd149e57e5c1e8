// Lets the clock of a program jump: loaded before it (`node --import`), it adds to the time of day what a file says, anew at each SIGUSR2. Timers go on, as they do when a real clock jumps.
import { readFileSync } from "node:fs";

const RealDate = Date;
let offsetMs = 0;

const now = () => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});

process.on("SIGUSR2", () => {
  offsetMs = Number(readFileSync(process.env.JUMPING_CLOCK_FILE, "utf8"));
});
