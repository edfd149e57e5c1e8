// What `npm run prove` was asked for, or in words why that is nonsense; pure.
const HISTORIES = 10_000;
const REAL = 200;
const HISTORIES_MAX = 1_000_000;
const SEED_MAX = 2 ** 31 - 1;
const USAGE = "Usage: npm run prove [-- [--mutations] [--histories N] [--real N] [--seed S]]";

function numberOf(word, name, least, most) {
  const value = /^\d+$/.test(word ?? "") ? Number(word) : Number.NaN;
  return value >= least && value <= most
    ? value
    : { wrong: `${name} takes a whole number from ${least} to ${most}, not "${word ?? ""}".\n${USAGE}` };
}

export function readProveArguments(args) {
  const asked = { histories: HISTORIES, real: REAL, seed: 20_261_127, mutations: false };
  for (let at = 0; at < args.length; at += 1) {
    const flag = args[at];
    if (flag === "--mutations") {
      asked.mutations = true;
      continue;
    }
    if (flag !== "--histories" && flag !== "--real" && flag !== "--seed") return { wrong: `"${flag}" is not known.\n${USAGE}` };
    at += 1;
    const value = numberOf(args[at], flag, flag === "--histories" ? 1 : 0, flag === "--seed" ? SEED_MAX : HISTORIES_MAX);
    if (typeof value !== "number") return value;
    asked[flag.slice(2)] = value;
  }
  return asked;
}
