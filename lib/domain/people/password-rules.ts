/** What a password must be: long, and not what a guesser tries first. */

const LENGTH_MIN = 12;
/** Hashing takes what it is given; nobody needs more. */
const LENGTH_MAX = 200;

/** The start of what guessers try, long enough to pass the length rule or repeated until it does. */
const guesses = [
  "password",
  "passwort",
  "123456",
  "qwerty",
  "qwertz",
  "letmein",
  "welcome",
  "administrator",
  "octomind",
  "changeme",
  "iloveyou",
  "abc123",
  "111111",
];

function isRepetition(password: string): boolean {
  return /^(.{1,4})\1+$/su.test(password);
}

function onlyGuesses(password: string, known: readonly string[]): boolean {
  let rest = password;
  for (const word of known) if (word.length >= 3) rest = rest.split(word).join("");
  return rest.replace(/[\d\s!.?_@-]/g, "").length < 4;
}

/** Why this password is refused, as a sentence; null when it is good. `person` is what a guesser knows of its owner. */
export function passwordProblem(password: string, person: { email: string; name: string }): string | null {
  const length = [...password].length;
  if (length < LENGTH_MIN) return `Use at least ${LENGTH_MIN} characters.`;
  if (length > LENGTH_MAX) return `Use at most ${LENGTH_MAX} characters.`;
  const lower = password.normalize("NFKC").toLowerCase();
  const own = [...person.email.split(/[@.]/), ...person.name.toLowerCase().split(/\s+/)];
  if (isRepetition(lower) || onlyGuesses(lower, [...guesses, ...own]))
    return "This password is too easy to guess. Use several unrelated words.";
  return null;
}
