/** An address that somebody else wrote, as far as a browser may follow it: its real host, and what is odd about it. */

type SafeAddress = { href: string; host: string; warning: string };

const ADDRESS_MAX = 4_000;

/** An address that a browser may open at all: one of the web. Null: anything else. */
export function webAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url : null;
}

/** Something before the host that looks like one. */
export const hasUserName = ({ username, password }: URL): boolean => username !== "" || password !== "";

/** Written in letters that can look like others; the host is in the ones that a browser resolves. */
export const isLookalike = ({ hostname }: URL): boolean => hostname.split(".").some((label) => label.startsWith("xn--"));

/** Null: no web address, or one that hides its host behind a user name. */
export function safeAddress(text: string): SafeAddress | null {
  const url = text.length > ADDRESS_MAX ? null : webAddress(text);
  if (!url || hasUserName(url)) return null;
  return { href: url.href, host: url.host, warning: isLookalike(url) ? "written in letters that can look like others" : "" };
}
