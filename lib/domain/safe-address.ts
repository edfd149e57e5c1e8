/** An address that somebody else wrote, as far as a browser may follow it: its real host, and what is odd about it. */

export type SafeAddress = { href: string; host: string; warning: string };

const ADDRESS_MAX = 4_000;

/** Null: no web address, or one that hides its host behind a user name. The host is in the letters that a browser resolves. */
export function safeAddress(text: string): SafeAddress | null {
  if (text.length > ADDRESS_MAX || !URL.canParse(text)) return null;
  const { protocol, username, password, host, hostname, href } = new URL(text);
  if ((protocol !== "https:" && protocol !== "http:") || username !== "" || password !== "") return null;
  const isLookalike = hostname.split(".").some((label) => label.startsWith("xn--"));
  return { href, host, warning: isLookalike ? "written in letters that can look like others" : "" };
}
