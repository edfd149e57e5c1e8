import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goIfThere, noteConnection } from "./server-reach";
import { showNotes } from "./toast";

const said = vi.fn();
let quiet = () => {};

beforeEach(() => {
  quiet = showNotes(({ words }) => said(words));
});
afterEach(() => {
  quiet();
  noteConnection(true);
  said.mockClear();
  vi.unstubAllGlobals();
});

const answering = (answer: () => Promise<unknown>, onLine = true) => {
  const asked = vi.fn(answer);
  vi.stubGlobal("fetch", asked);
  vi.stubGlobal("navigator", { onLine });
  return asked;
};
const away = () => Promise.reject(new TypeError("fetch failed"));

test("as long as the connection is there nothing is asked, and one goes in the same moment", () => {
  const asked = answering(away);
  const go = vi.fn();
  void goIfThere(go);
  expect(go).toHaveBeenCalledOnce();
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  ["the connection is lost", true],
  ["the device is offline", false],
])("where %s the page stays and says so", async (_, onLine) => {
  noteConnection(!onLine);
  answering(away, onLine);
  const go = vi.fn();
  await goIfThere(go);
  expect(go).not.toHaveBeenCalled();
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("cannot be reached"));
});

test("a server that is back is gone to before the connection is", async () => {
  noteConnection(false);
  answering(async () => ({ ok: true }));
  const go = vi.fn();
  await goIfThere(go);
  expect(go).toHaveBeenCalledOnce();
  expect(said).not.toHaveBeenCalled();
});
