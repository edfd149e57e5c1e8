import { afterEach, expect, test, vi } from "vitest";
import { keepPage, makeAgain } from "./use-fresh-page";

afterEach(() => vi.unstubAllGlobals());

const refreshes = async () => {
  const refresh = vi.fn();
  await makeAgain(refresh);
  return refresh.mock.calls.length;
};

test("a page is made again where the server is there", async () => {
  vi.stubGlobal("fetch", async () => ({ ok: true }));
  expect(await refreshes()).toBe(1);
  vi.stubGlobal("fetch", async () => ({ ok: false }));
  expect(await refreshes()).toBe(0);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  expect(await refreshes()).toBe(0);
});

test("what is no longer open to its reader stays until they leave, also when that becomes known while the server is asked", async () => {
  let end = () => {};
  vi.stubGlobal("fetch", async () => {
    end = keepPage();
    return { ok: true };
  });
  expect(await refreshes()).toBe(0);
  vi.stubGlobal("fetch", async () => ({ ok: true }));
  expect(await refreshes()).toBe(0);
  end();
  expect(await refreshes()).toBe(1);
});
