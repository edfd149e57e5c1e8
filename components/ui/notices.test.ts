import { afterEach, expect, test, vi } from "vitest";
import { chooseNotices, showNotice, wantsNotices } from "./notices";

afterEach(() => vi.unstubAllGlobals());

function stub(storage: Partial<Storage> | null) {
  const Notification = Object.assign(
    function Illegal() {
      throw new TypeError("Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.");
    },
    { permission: "granted", requestPermission: async () => "granted" },
  );
  vi.stubGlobal("Notification", Notification);
  vi.stubGlobal("window", { Notification });
  vi.stubGlobal("location", { pathname: "/sessions/s" });
  vi.stubGlobal("localStorage", storage);
}

test("a browser that lets no page show one shows none, and the page goes on", () => {
  stub({ getItem: () => "on" });
  expect(wantsNotices()).toBe(true);
  expect(() => showNotice("A session", "Turn 1 is answered")).not.toThrow();
});

test("a browser that keeps nothing has them off", async () => {
  stub(null);
  expect(wantsNotices()).toBe(false);
  expect(await chooseNotices(true)).toBe("off");
});
