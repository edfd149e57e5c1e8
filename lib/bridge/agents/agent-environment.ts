/** The environment an agent's process gets: an allow-list, and never our own secrets; pure. */
import { OWN_NAMES } from "@/lib/platform/agent-rules";

const ALLOWED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_.+|TZ|TMPDIR|TERM|(HTTPS?|NO|ALL|FTP)_PROXY|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|OCTOMIND_.+|.+_API_KEY|.+_API_URL)$/i;

type Wishes = { token: string; configPath: string | null; dataDir: string | null; envNames: readonly string[] };

/** What any program of Octomind gets of ours. `names` are passed on as well. */
export function handedOn(all: Record<string, string | undefined>, names: readonly string[]): Record<string, string> {
  const listed = new Set(names);
  const passed = Object.entries(all).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !OWN_NAMES.has(entry[0].toUpperCase()) && (ALLOWED.test(entry[0]) || listed.has(entry[0])),
  );
  return Object.fromEntries(passed);
}

/** `envNames` are what a project lists. */
export function agentEnvironment(
  all: Record<string, string | undefined>,
  { token, configPath, dataDir, envNames }: Wishes,
): Record<string, string> {
  return {
    ...handedOn(all, envNames),
    DO_NOT_TRACK: "1",
    OCTOMIND_SERVER_TOKEN: token,
    ...(configPath === null ? {} : { OCTOMIND_CONFIG_PATH: configPath }),
    ...(dataDir === null ? {} : { OCTOMIND_DATA_DIR: dataDir }),
  };
}
