import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Ago } from "./ago";

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;

test.each([
  [0, "now"],
  [2 * MINUTE, "2 min ago"],
  [3 * 60 * MINUTE, "3 h ago"],
  [6 * 24 * 60 * MINUTE, "6 d ago"],
  [14 * 24 * 60 * MINUTE, "15 Nov"],
])("%d ms ago is said as %s", (age, said) => {
  const markup = renderToStaticMarkup(<Ago at={NOW - age} now={NOW} />);
  expect(markup.replace(/<[^>]+>/g, "")).toBe(said);
});
