import { expect, test } from "vitest";
import { deviceName } from "./device-name";

const KIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  ["Chrome on Linux", `Mozilla/5.0 (X11; Linux x86_64) ${KIT} Chrome/143.0.0.0 Safari/537.36`],
  ["Chrome on Linux", `Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/143.0.0.0 Safari/537.36`],
  ["Chrome on Android", `Mozilla/5.0 (Linux; Android 10; K) ${KIT} Chrome/143.0.0.0 Mobile Safari/537.36`],
  ["Firefox on Android", "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"],
  ["Edge on Windows", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`],
  ["Edge on Android", `Mozilla/5.0 (Linux; Android 10; K) ${KIT} Chrome/143.0.0.0 Mobile Safari/537.36 EdgA/143.0.0.0`],
  ["Opera on Windows", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/142.0.0.0 Safari/537.36 OPR/125.0.0.0`],
  [
    "Safari on macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
  ],
  [
    "Chrome on iPhone",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/143.0 Mobile/15E148 Safari/604.1",
  ],
  ["Firefox on macOS", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0"],
  ["curl/8.5.0", "curl/8.5.0"],
  ["Unknown device", ""],
])("%s", (name, userAgent) => {
  expect(deviceName(userAgent)).toBe(name);
});
