/** What an agent's role, address and variables may be, for the environment and for what is typed. */

/** As octomind names them: developer, developer:rust. It is an argument of its program, and never an option. */
export const ROLE = /^\w[\w.:/-]{0,127}$/;

/** Without a password and parameters: they would stand in logs. What is no address at all is not judged. */
export function isBareAddress(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { username, password, search, hash } = new URL(address);
  return `${username}${password}${search}${hash}` === "";
}

/** Our settings that share the agent's prefix, and our secrets: not even a project may pass them on. */
export const OWN_NAMES: ReadonlySet<string> = new Set([
  "APP_SECRET",
  "NEXTAUTH_SECRET",
  "DATABASE_URL",
  "ADMIN_PASSWORD",
  "ADMIN_EMAIL",
  "OCTOMIND_URL",
  "OCTOMIND_TOKEN",
  "OCTOMIND_BIN",
  "OCTOMIND_ROLE",
  "OCTOMIND_MAX_PROCESSES",
  "OCTOMIND_MAX_MEMORY_MB",
  "OCTOMIND_LINGER_SECONDS",
  "OCTOMIND_SERVER_TOKEN",
]);
