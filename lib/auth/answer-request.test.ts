import { beforeEach, expect, test, vi } from "vitest";
import { RefusedError } from "@/lib/domain/refusal";
import { logger } from "@/lib/platform/logger";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { aViewer } from "@/lib/testing/a-viewer";
import { answerRequest } from "./answer-request";

const { currentViewer } = vi.hoisted(() => ({ currentViewer: vi.fn() }));
vi.mock("./current-viewer", () => ({ currentViewer }));
beforeEach(() => {
  currentViewer.mockResolvedValue(aViewer());
});

const failing = (error: unknown) =>
  answerRequest(async () => {
    throw error;
  });

test("a verb's answer goes out as JSON that no cache keeps", async () => {
  const response = await answerRequest(async ({ name }) => ({ name }));
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(await response.json()).toEqual({ ok: true, name: aViewer().name });
});

test("nobody signed in is told so, and the verb is not asked", async () => {
  currentViewer.mockResolvedValue(null);
  const verb = vi.fn();
  const response = await answerRequest(verb);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, refusal: { code: "unauthenticated" } });
  expect(verb).not.toHaveBeenCalled();
});

test("a refusal keeps its words, a database that is away says so, and a mistake of ours tells nothing", async () => {
  const log = vi.spyOn(logger, "error").mockImplementation(() => {});
  const gone = await failing(new RefusedError({ code: "not_found" }));
  const away = await failing(new StorageAwayError(new Error("no connection")));
  const mistake = await failing(new TypeError("secret words"));
  expect([gone.status, away.status, mistake.status]).toEqual([404, 503, 500]);
  expect(await away.json()).toEqual({ ok: false, refusal: { code: "storage_unavailable" } });
  expect(await mistake.text()).toBe('{"ok":false,"refusal":{"code":"internal"}}');
  expect(log).toHaveBeenCalledTimes(1);
  log.mockRestore();
});

test("a database that is away while it is asked who this is says so, too", async () => {
  currentViewer.mockRejectedValue(new StorageAwayError(new Error("no connection")));
  expect((await answerRequest(async () => ({}))).status).toBe(503);
});
