// The rail as a server makes it: what it says of days is not the server's own.
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { RailSessions } from "./rail-sessions";

vi.mock("next/navigation", () => ({ usePathname: () => "/sessions" }));
vi.mock("@/components/ui/reach/link", () => ({ Link: "a" }));

const AT = Date.UTC(2026, 10, 15, 23, 30);
const session = {
  id: "s",
  title: "t",
  state: "answered",
  costNano: "0",
  unknownCostTurns: 0,
  isDemo: false,
  activeAt: AT,
  lastSeq: 1,
  newsSeq: 1,
  ownerName: "Ada",
  isMine: true,
} as const;

test("that a first message waits is said in words; that nothing was begun is read out only", () => {
  const sessions = (["idle", "queued"] as const).map((state) => ({ ...session, id: state, state }));
  const markup = renderToStaticMarkup(<RailSessions projects={[{ id: 1, name: "p", kind: "demo", count: 2, sessions }]} now={AT} />);
  expect(markup).toContain('<span class="sr-only">not started</span>');
  expect(markup).toContain('<span class="">message queued</span>');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(["UTC", "Asia/Tokyo"])("a server in %s leaves the day to the reader's browser", (zone) => {
  vi.stubEnv("TZ", zone);
  const project = { id: 1, name: "p", kind: "demo", count: 1, sessions: [session] };
  const markup = renderToStaticMarkup(<RailSessions projects={[project]} now={AT + 20 * 86_400_000} />);
  expect(markup).toContain('<time dateTime="2026-11-15T23:30:00.000Z">15 Nov</time>');
});

test("of many projects those that have sessions stand there, and the way to all", () => {
  const projects = Array.from({ length: 13 }, (_, no) => ({
    id: no,
    name: `Tower ${no}`,
    kind: "demo",
    count: no === 4 ? 1 : 0,
    sessions: no === 4 ? [session] : [],
  }));
  const words = (some: typeof projects) => renderToStaticMarkup(<RailSessions projects={some} now={AT} />).replaceAll(/<[^>]*>/g, " ");
  expect(words(projects)).toMatch(/^\s+Tower 4 /);
  expect(words(projects)).toContain("All 13 projects");
  expect(words(projects)).not.toContain("No session yet");
  expect(words(projects.slice(1))).toContain("Tower 12");
  expect(words(projects.slice(1))).not.toContain("projects");
});
