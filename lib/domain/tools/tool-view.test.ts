import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterRows, treeOf } from "./tool-tree";
import { hitCutter, readCode, readFolder, readHits, readPaths } from "./tool-view";

const row = (path: string, lines = 1, tokens = 2) => ({ path, lines, tokens });

describe("a folder", () => {
  test("is a tree with the weight of what is in it, only children joined", () => {
    const tree = treeOf([row("Cargo.toml", 3, 13), row("src/auth.rs", 7, 45), row("src/web/api/mod.rs", 2, 5)]);
    expect(tree).toEqual([
      {
        name: "src",
        path: "src",
        lines: 9,
        tokens: 50,
        children: [
          {
            name: "web/api",
            path: "src/web/api",
            lines: 2,
            tokens: 5,
            children: [{ ...row("src/web/api/mod.rs", 2, 5), name: "mod.rs", children: null }],
          },
          { ...row("src/auth.rs", 7, 45), name: "auth.rs", children: null },
        ],
      },
      { ...row("Cargo.toml", 3, 13), name: "Cargo.toml", children: null },
    ]);
  });

  test("rows without a weight stand beside those with one; names that would climb or poison are names", () => {
    expect(readFolder("a.rs\t3L\t~9t\nlogo.png\t12KB")?.rows).toEqual([row("a.rs", 3, 9), { path: "logo.png", lines: null, tokens: null }]);
    expect(treeOf([row("__proto__/constructor/x"), row("../../etc/passwd")]).map(({ name }) => name)).toEqual([
      "__proto__/constructor",
      "../../etc",
    ]);
  });

  test("older tools list paths only; a sentence is none", () => {
    expect(readPaths("src/a.rs\nsrc/b.rs\n")?.rows).toHaveLength(2);
    expect(readPaths("No files found")).toBeNull();
  });

  test("is filtered by every word of what is typed", () => {
    expect(filterRows([row("src/auth.rs"), row("test/auth.rs"), row("src/b.rs")], " SRC auth ")).toEqual([row("src/auth.rs")]);
  });

  test("of any rows no file is lost", () => {
    const path = fc.array(fc.constantFrom("a", "b", "", "..", "constructor"), { minLength: 1 }).map((names) => `${names.join("/")}/f`);
    const filesIn = (nodes: ReturnType<typeof treeOf>): number =>
      nodes.reduce((sum, node) => sum + (node.children ? filesIn(node.children) : 1), 0);
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        expect(filesIn(treeOf(paths.map((each) => row(each))))).toBe(paths.length);
      }),
    );
  });
});

test("a file keeps its indentation, whatever older tools put behind the numbers of its lines", () => {
  const textsOf = (content: string) => readCode(content)?.lines.map(({ text }) => text);
  expect(textsOf("1:# Notes\n2:\n3:  indented\n4:last")).toEqual(["# Notes", "", "  indented", "last"]);
  expect(textsOf("1: # Notes\n2: \n3:   indented")).toEqual(["# Notes", "", "  indented"]);
  expect(textsOf("1:a3|: a\n2:0f|  b\n[...9 lines more]")).toEqual([": a", "  b"]);
});

describe("hits", () => {
  const filesOf = (content: string, named?: string[]) =>
    readHits(content, "x", named)?.files.map(({ path, lines }) => [path, ...lines.map(({ no, text }) => `${no}|${text}`)]);

  test("that older tools grouped keep their indentation, and what stands around them names no file", () => {
    const printed = "src/a.py:\n11-def f():\n12:  return x\n13-\n--\n20:x = 1\n\n2024-notes.md:\n3:x";
    expect(filesOf(printed)).toEqual([
      ["src/a.py", "11|def f():", "12|  return x", "13|", "20|x = 1"],
      ["2024-notes.md", "3|x"],
    ]);
    expect(filesOf("src/a.py:\n12:   return x\n")).toEqual([["src/a.py", "12|  return x"]]);
  });

  test("in the one file that was searched stand under its name", () => {
    const hitsIn = (content: string) => readHits(content, "x", [], "src/a.rs")?.files;
    const found = [
      {
        path: "src/a.rs",
        lines: [
          { no: 3, text: "  x = 1" },
          { no: 9, text: "x()" },
        ],
      },
    ];
    expect(hitsIn("3:a3|  x = 1\n--\n9:0f|x()")).toEqual(found);
    expect(hitsIn("3:  x = 1\n--\n9:x()")).toEqual(found);
    expect(hitsIn("src/b.rs:\n3:a3|x")).toEqual([{ path: "src/b.rs", lines: [{ no: 3, text: "x" }] }]);
    expect(hitsIn("No files matched pattern.")).toBeUndefined();
  });

  test("of files read in one go stand under the names that were asked for", () => {
    const content = "src/a.rs\n1: fn a() {}\n2: \n\nsrc/gone.rs\n✗ File does not exist\n\nMakefile\n1: all:\n";
    expect(filesOf(content, ["src/a.rs", "src/gone.rs", "Makefile"])).toEqual([
      ["src/a.rs", "1|fn a() {}", "2|"],
      ["Makefile", "1|all:"],
    ]);
    expect(readHits(content, "", ["src/a.rs", "src/gone.rs", "Makefile"])?.notes).toEqual(["src/gone.rs ✗ File does not exist"]);
  });

  test("are marked as the search found them", () => {
    expect(hitCutter("login", false)("fn Login(login)")).toEqual(["fn ", "Login", "(", "login", ")"]);
    expect(hitCutter("log(in|out)", true)("logout()")).toEqual(["", "logout", "()"]);
    expect(hitCutter("a(", true)("f(a(b))")).toEqual(["f(", "a(", "b))"]);
  });

  const many = (text: string) => text.repeat(40);
  test.each([
    ...["(a+)+$", "(a|a)*b", "(.*)*x", "a**", ".*.*.*.*b", "(a{1,})+b"],
    ...["((a+))+$", "([)a]+)+$", "(a\\)|a+)+$", "(a{1,9}){40}b", `${many("a?")}b`, `${many("(a|a)").slice(0, 195)}b`, "(a?){60}b"],
  ])("an expression that could take for ever is not run: %s", (searched) => {
    for (const length of [60, 90, 400, 1_900]) {
      const line = `${"a".repeat(length)}!`;
      expect(hitCutter(searched, true)(line).join("")).toBe(line);
    }
  });
});

test("50,000 lines and a line of 5 MB are read in one pass: a look back from each would never end", () => {
  const many = Array.from({ length: 50_000 }, (_, index) => `${index + 1}:ab|const x = ${index};`).join("\n");
  expect(readCode(many)?.lines).toHaveLength(50_000);
  expect(readFolder(many)).toBeNull();
  expect(readHits(many, "x")).toBeNull();
  expect(readCode(`1:ab|${"z".repeat(5_000_000)}`)?.lines[0]?.text).toHaveLength(5_000_000);
});
