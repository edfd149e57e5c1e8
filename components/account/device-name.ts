/** Which browser on which system: what people recognise a device by. */

/** The first that is named counts: browsers say what they are like as well, and an Android is a Linux. */
const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["FxiOS", "Firefox"],
  ["Chrome", "Chrome"],
  ["CriOS", "Chrome"],
  ["Safari", "Safari"],
] as const;
const SYSTEMS = [
  ["Windows", "Windows"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

/** Out of the words that a browser sends; short of a name, those. */
export function deviceName(userAgent: string): string {
  const [, browser] = BROWSERS.find(([sign]) => new RegExp(`${sign}(A|iOS)?/`).test(userAgent)) ?? [];
  const [, system] = SYSTEMS.find(([sign]) => userAgent.includes(sign)) ?? [];
  return browser && system ? `${browser} on ${system}` : userAgent.slice(0, 60) || "Unknown device";
}
