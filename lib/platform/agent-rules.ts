/** What an agent's role and address may be, for the environment and for what is typed. */

/** As octomind names them: developer, developer:rust. It is an argument of its program, and never an option. */
export const ROLE = /^\w[\w.:/-]{0,127}$/;

/** Without a password and parameters: they would stand in logs. What is no address at all is not judged. */
export function isBareAddress(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { username, password, search, hash } = new URL(address);
  return `${username}${password}${search}${hash}` === "";
}
