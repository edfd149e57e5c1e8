import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { Moment } from "./moment";

const AT = Date.UTC(2026, 10, 15, 23, 30);

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each(["UTC", "Asia/Tokyo", "America/New_York"])(
  "what a server in %s says of a moment is what a browser anywhere begins with",
  (zone) => {
    vi.stubEnv("TZ", zone);
    const markup = renderToStaticMarkup(<Moment at={AT} now={AT + 20 * 86_400_000} />);
    expect(markup).toBe('<time dateTime="2026-11-15T23:30:00.000Z">15 Nov</time>');
  },
);
