// What `npm run prove` was asked for, or in words why that is nonsense; pure.
const HISTORIES = 10_000;
const REAL = 200;
const HISTORIES_MAX = 1_000_000;
const SEED_MAX = 2 ** 31 - 1;
const FUZZ_SECONDS = 300;
const FUZZ_SECONDS_MAX = 24 * 3_600;
const USAGE = "Usage: npm run prove [-- [--mutations | --fuzz [SECONDS]] [--histories N] [--real N] [--seed S]]";

function numberOf(word, name, least, most) {
  const value = /^\d+$/.test(word ?? "") ? Number(word) : Number.NaN;
  return value >= least && value <= most
    ? value
    : { wrong: `${name} takes a whole number from ${least} to ${most}, not "${word ?? ""}".\n${USAGE}` };
}

/** How the word after a flag is read; what has `otherwise` may stand without one. */
const VALUES = {
  "--histories": { least: 1, most: HISTORIES_MAX },
  "--real": { least: 0, most: HISTORIES_MAX },
  "--seed": { least: 0, most: SEED_MAX },
  "--fuzz": { least: 1, most: FUZZ_SECONDS_MAX, otherwise: FUZZ_SECONDS },
};

/** `fuzz`: for how many seconds; 0: not at all. */
export function readProveArguments(args) {
  const asked = { histories: HISTORIES, real: REAL, seed: 20_261_127, mutations: false, fuzz: 0 };
  for (let at = 0; at < args.length; at += 1) {
    const flag = args[at];
    if (flag === "--mutations") {
      asked.mutations = true;
      continue;
    }
    if (!Object.hasOwn(VALUES, flag)) return { wrong: `"${flag}" is not known.\n${USAGE}` };
    const { least, most, otherwise } = VALUES[flag];
    const isAlone = args[at + 1] === undefined || args[at + 1].startsWith("--");
    if (otherwise === undefined || !isAlone) at += 1;
    const value = otherwise !== undefined && isAlone ? otherwise : numberOf(args[at], flag, least, most);
    if (typeof value !== "number") return value;
    asked[flag.slice(2)] = value;
  }
  return asked;
}
