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

/** The Host headers that belong to these origins. */
export const ownHosts = (origins: ReadonlySet<string>): Set<string> => new Set([...origins].map((origin) => new URL(origin).host));

/** Exactly one of ours; `null`, a missing one, another port and look-alikes are not. */
export const isOwnOrigin = (origins: ReadonlySet<string>, origin: string | undefined): boolean =>
  origin !== undefined && origins.has(origin);

export const isOwnHost = (hosts: ReadonlySet<string>, host: string | undefined): boolean =>
  host !== undefined && hosts.has(host.toLowerCase());
