import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CallSubject } from "./call-subject";

/** The parts of the line that are cut apart from each other, and what is read out. */
function partsOf(subject: string, params: unknown): string[] {
  const markup = renderToStaticMarkup(<CallSubject subject={subject} params={params} />);
  return [...markup.matchAll(/>([^<]+)</g)].map(([, text = ""]) => text);
}

test.each([
  [{ path: "src/session/auth.rs" }, "src/session/auth.rs", ["src/session", "/auth.rs"]],
  [{ append_path: "src/new.rs" }, "src/new.rs", ["src", "/new.rs"]],
  [{ path: "/srv/sample/crates/" }, "/srv/sample/crates/", ["/srv/sample", "/crates/"]],
])("of the path in %j the name stays when its line is too short", (params, subject, parts) => {
  expect(partsOf(subject, params)).toEqual([subject, ...parts]);
});

test("a call about nothing in particular leaves no room for it", () => {
  expect(renderToStaticMarkup(<CallSubject subject="" params={{}} />)).toBe("");
});

test.each([
  [{ path: "README.md" }, "README.md"],
  [{ path: "src", content: "a/b" }, "a/b"],
  [{ command: "cat a/b", path: "a" }, "cat a/b"],
  [{ url: "https://docs.rs/argon2" }, "https://docs.rs/argon2"],
])("what is no path with folders, as in %j, is cut at its end", (params, subject) => {
  expect(partsOf(subject, params)).toEqual([subject]);
});
