import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showNotes } from "@/components/ui/overlays/toast";
import { holdLeaving } from "./hold-leaving";
import { goIfThere, noteConnection } from "./server-reach";

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

/** The browser is about to leave for another page of ours. */
function aboutToLeave(part: { userInitiated?: boolean; navigationType?: string } = {}): Event {
  const event = new Event("navigate", { cancelable: true });
  const destination = { sameDocument: false, url: "http://127.0.0.1/projects" };
  return Object.assign(event, { destination, userInitiated: false, navigationType: "push", ...part });
}

test("a script leaves for another page only when the server is there, or nothing says that it is not", async () => {
  const navigation = new EventTarget();
  const assign = vi.fn();
  const replaceState = vi.fn();
  for (const [name, value] of Object.entries({ window: { navigation }, location: { href: "here", assign }, history: { replaceState } }))
    vi.stubGlobal(name, value);
  const end = holdLeaving();
  answering(away);
  expect(navigation.dispatchEvent(aboutToLeave())).toBe(true);
  noteConnection(false);
  for (const part of [{ userInitiated: true }, { navigationType: "reload" }, { navigationType: "traverse" }])
    expect(navigation.dispatchEvent(aboutToLeave(part))).toBe(true);
  expect(navigation.dispatchEvent(aboutToLeave())).toBe(false);
  await vi.waitFor(() => expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, "", "here"));
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("This page stays as it is"));

  answering(async () => ({ ok: true }));
  expect(navigation.dispatchEvent(aboutToLeave())).toBe(false);
  await vi.waitFor(() => expect(assign).toHaveBeenCalledExactlyOnceWith("http://127.0.0.1/projects"));
  // It is on its way now.
  expect(navigation.dispatchEvent(aboutToLeave())).toBe(true);
  end();
});
