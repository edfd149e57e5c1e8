/** What the highlighter knows of each language: its comments, its strings, its words. */

export type Language = {
  lineComments: readonly string[];
  /** Opening and closing of comments that span lines. */
  blockComment: readonly [string, string] | null;
  quotes: string;
  /** Strings that span lines. */
  longQuotes: readonly string[];
  words: ReadonlySet<string>;
  /** SQL does not care. */
  ignoresCase?: boolean;
  /** `key: value` and `key = value` are what the file is made of. */
  hasKeys?: boolean;
  isMarkup?: boolean;
};

const wordsOf = (...lists: string[]): ReadonlySet<string> => new Set(lists.join(" ").split(" "));

const C_WORDS = "if else for while do switch case default break continue return true false";
const C_LIKE = { lineComments: ["//"], blockComment: ["/*", "*/"], quotes: `"'`, longQuotes: [] } as const;
const HASH = { lineComments: ["#"], blockComment: null, quotes: `"'`, longQuotes: [] } as const;

const SCRIPT: Language = {
  ...C_LIKE,
  longQuotes: ["`"],
  words: wordsOf(
    C_WORDS,
    "const let var function class extends new this super import export from as of in typeof instanceof void delete throw try catch finally async await yield null undefined static get set",
    "interface type enum implements declare readonly private public protected abstract namespace keyof satisfies is string number boolean unknown never",
  ),
};
const MARKUP: Language = {
  lineComments: [],
  blockComment: ["<!--", "-->"],
  quotes: `"'`,
  longQuotes: [],
  words: wordsOf(""),
  isMarkup: true,
};
const SHELL: Language = {
  ...HASH,
  words: wordsOf(
    "if then else elif fi for in do done while until case esac function return exit export local readonly set unset source echo cd true false",
  ),
};
const KEYED: Language = { ...HASH, words: wordsOf("true false null yes no on off"), hasKeys: true };
const JVM =
  "class interface enum extends implements new this super import package public private protected static final abstract void null throw throws try catch finally instanceof int long double float boolean byte char short var";

const languages = {
  script: SCRIPT,
  rust: {
    ...C_LIKE,
    quotes: `"`,
    words: wordsOf(
      C_WORDS,
      "fn let mut pub use mod crate self Self super struct enum impl trait type where as async await move ref dyn const static unsafe extern in loop match Some None Ok Err bool u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 str char",
    ),
  },
  python: {
    ...HASH,
    longQuotes: [`"""`, "'''"],
    words: wordsOf(
      "def class return if elif else for while in not and or is None True False import from as with try except finally raise pass break continue lambda yield async await global nonlocal del assert match case self",
    ),
  },
  go: {
    ...C_LIKE,
    longQuotes: ["`"],
    words: wordsOf(
      C_WORDS,
      "func package import var const type struct interface map chan go defer select range nil fallthrough goto make new string int int64 uint byte error bool float64",
    ),
  },
  java: {
    ...C_LIKE,
    words: wordsOf(C_WORDS, JVM, "record sealed val fun object when is in override data companion suspend lateinit null def trait"),
  },
  c: {
    ...C_LIKE,
    words: wordsOf(
      C_WORDS,
      "#include #define #if #ifdef #ifndef #endif #else #pragma struct union enum typedef sizeof static const void int long short char float double unsigned signed extern inline class public private protected template typename namespace using new delete this virtual override nullptr auto bool constexpr try catch throw string var async await get set null out ref in is base readonly internal foreach",
    ),
  },
  swift: {
    ...C_LIKE,
    words: wordsOf(
      C_WORDS,
      "func let var class struct enum protocol extension import guard in self Self nil init throws throw try catch async await where public private internal static final override mutating",
    ),
  },
  php: {
    ...C_LIKE,
    lineComments: ["//", "#"],
    words: wordsOf(C_WORDS, JVM, "function echo foreach as use namespace fn match trait const global require include null array string"),
  },
  ruby: {
    ...HASH,
    words: wordsOf(
      "def end class module if elsif else unless while until for in do return yield self nil true false and or not begin rescue ensure raise require include attr_reader attr_accessor then case when super lambda",
    ),
  },
  shell: SHELL,
  css: { lineComments: [], blockComment: ["/*", "*/"], quotes: `"'`, longQuotes: [], words: wordsOf("!important"), hasKeys: true },
  sql: {
    lineComments: ["--"],
    blockComment: ["/*", "*/"],
    quotes: `'"`,
    longQuotes: [],
    ignoresCase: true,
    words: wordsOf(
      "select from where and or not in is null insert into values update set delete create table index view drop alter add column primary key foreign references unique default check constraint on join left right inner outer full cross as order by group having limit offset union all distinct case when then else end begin commit rollback grant revoke with returning exists between like true false if function trigger language returns declare",
    ),
  },
  keyed: KEYED,
  json: { lineComments: ["//"], blockComment: null, quotes: `"`, longQuotes: [], words: wordsOf("true false null"), hasKeys: true },
  markup: MARKUP,
} as const satisfies Record<string, Language>;

type LanguageName = keyof typeof languages;

const endings: Readonly<Record<LanguageName, string>> = {
  script: "js mjs cjs jsx ts mts cts tsx vue svelte",
  rust: "rs",
  python: "py pyi",
  go: "go",
  java: "java kt kts scala groovy gradle dart",
  c: "c h cc cpp cxx hpp hh cs m mm proto glsl zig",
  swift: "swift",
  php: "php",
  ruby: "rb rake gemspec",
  shell: "sh bash zsh fish dockerfile makefile env",
  css: "css scss less",
  sql: "sql prisma",
  keyed: "yaml yml toml ini cfg conf properties tf",
  json: "json json5 jsonc jsonl webmanifest",
  markup: "html htm xml svg xhtml plist",
};

const byEnding: ReadonlyMap<string, Language> = new Map(
  Object.entries(endings).flatMap(([name, list]) => list.split(" ").map((ending) => [ending, languages[name as LanguageName]] as const)), // as: the keys of `endings`
);

/** By the ending of a path, or its whole name; null: it is drawn plain. */
export function languageOf(path: string): Language | null {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  return byEnding.get(name.slice(name.lastIndexOf(".") + 1)) ?? null;
}

/** What people call a language in Markdown, where that is no ending of its files. */
const called: Readonly<Record<string, string>> = {
  javascript: "js",
  typescript: "ts",
  rust: "rs",
  python: "py",
  python3: "py",
  golang: "go",
  kotlin: "kt",
  csharp: "cs",
  "c++": "cpp",
  "objective-c": "m",
  ruby: "rb",
  shell: "sh",
  console: "sh",
  docker: "dockerfile",
  make: "makefile",
  postgresql: "sql",
  terraform: "tf",
  hcl: "tf",
};

/** By the name that stands behind the fence of a block of code; null: it is drawn plain. */
export function languageNamed(name: string): Language | null {
  const word = /^[\w.+#-]*/.exec(name.toLowerCase())?.[0] ?? "";
  return byEnding.get(Object.hasOwn(called, word) ? (called[word] ?? "") : word) ?? null;
}
