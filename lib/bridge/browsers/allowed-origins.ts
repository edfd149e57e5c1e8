/** Which Host and Origin headers are ours: the public address, and on loopback its usual names; pure. */

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

export type OwnAddress = { host: string; port: number; publicUrl: string | undefined };

/** The origins a browser may come from, as browsers write them: lower case, no default port, no path. */
export function ownOrigins({ host, port, publicUrl }: OwnAddress): Set<string> {
  const isLoopback = LOOPBACK.includes(host) || host === "::1" || host.startsWith("127.");
  const names = isLoopback ? [...LOOPBACK, host] : host === "0.0.0.0" || host === "::" ? LOOPBACK : [host];
  const local = names.map((name) => new URL(`http://${name.includes(":") && !name.startsWith("[") ? `[${name}]` : name}:${port}`).origin);
  return new Set([...local, ...(publicUrl ? [new URL(publicUrl).origin] : [])]);
}

/** The Host headers that belong to these origins; a proxy may write the port that a browser leaves out. */
export function ownHosts(origins: ReadonlySet<string>): Set<string> {
  const addresses = [...origins].map((origin) => new URL(origin));
  const portOf = ({ port, protocol }: URL): string => port || (protocol === "https:" ? "443" : "80");
  return new Set(addresses.flatMap((address) => [address.host, `${address.hostname}:${portOf(address)}`]));
}

/** Exactly one of ours; `null`, a missing one, another port and look-alikes are not. */
export const isOwnOrigin = (origins: ReadonlySet<string>, origin: string | undefined): boolean =>
  origin !== undefined && origins.has(origin);

/** The host that the browser knows us by, whatever name a proxy asks us by; undefined: the page that asks is none of ours. */
export const hostOfOwnOrigin = (origins: ReadonlySet<string>, origin: string | undefined): string | undefined =>
  origin !== undefined && isOwnOrigin(origins, origin) ? new URL(origin).host : undefined;

export const isOwnHost = (hosts: ReadonlySet<string>, host: string | undefined): boolean =>
  host !== undefined && hosts.has(host.toLowerCase());
