import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { orAgain } from "./or-again";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Props = { children?: ReactNode; onClose?: () => void };
const Part = ({ children }: Props) => <b>{children}</b>;

async function got(load: () => Promise<typeof Part>) {
  const coming = orAgain(load);
  await vi.runAllTimersAsync();
  return coming;
}

test("a part that comes is that part", async () => {
  const Got = await got(() => Promise.resolve(Part));
  expect(renderToStaticMarkup(<Got>words</Got>)).toBe("<b>words</b>");
});

test("one that never comes says so, beside what stood there meanwhile, and is closed as it would be", async () => {
  const Got = await got(() => Promise.reject(new Error("gone")));
  const said = renderToStaticMarkup(<Got>words</Got>);
  expect(said).toMatch(/^words<div[^>]*>This part of the page could not be loaded\.<button.*Try again<\/button><\/div>$/);
  expect(renderToStaticMarkup(<Got onClose={() => {}} />)).toMatch(/Try again<\/button><button[^>]*>Close<\/button>/);
});
