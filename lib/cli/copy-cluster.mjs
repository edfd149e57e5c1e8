// Copies the folder of a PostgreSQL that runs, so that the copy starts with everything that was committed until the copy was done.
import { randomBytes } from "node:crypto";
import { chown, copyFile, mkdir, open, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** What belongs to the running server, or is made anew at a start: of these folders only the folder is needed. */
const EMPTIED = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)$/;
const LEFT_OUT = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*)$/;
/** Says where a start begins to read; copied once more after everything else. */
const CONTROL = path.join("global", "pg_control");
const isRoot = process.getuid?.() === 0;

/** A new file or folder belongs to whom the original belongs to: PostgreSQL reads only its own. */
async function giveAsIs(from, to) {
  if (!isRoot) return;
  const { uid, gid } = await stat(from);
  await chown(to, uid, gid);
}

async function toDisk(file) {
  const handle = await open(file, "r");
  await handle.sync();
  await handle.close();
}

/** A table that is dropped meanwhile takes its files along; the log of changes tells that as well. */
async function copyOne(from, to) {
  try {
    await copyFile(from, to);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  await giveAsIs(from, to);
  await toDisk(to);
}

async function copyFolder(from, to, signal, isTop = true) {
  await mkdir(to, { mode: 0o700 });
  await giveAsIs(from, to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    signal.throwIfAborted();
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (LEFT_OUT.test(entry.name)) continue;
    if (!entry.isDirectory()) await copyOne(source, target);
    else if (isTop && EMPTIED.test(entry.name)) await mkdir(target, { mode: 0o700 }).then(() => giveAsIs(source, target));
    else await copyFolder(source, target, signal, false);
  }
}

/** The log of changes from the first to the last segment that the copy needs. */
async function copyChanges(from, to, first, last) {
  for (const name of await readdir(path.join(from, "pg_wal")))
    if (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
      await copyOne(path.join(from, "pg_wal", name), path.join(to, "pg_wal", name));
}

/** `client`: a connection as its superuser. `from` is the running cluster's folder; `to` does not exist yet, its parent does. `signal` breaks it off. */
export async function copyCluster(client, from, to, signal) {
  // Held until this connection ends: no change that the copy needs is thrown away meanwhile.
  await client.query("SELECT pg_create_physical_replication_slot($1, true, true)", [`backup_${randomBytes(6).toString("hex")}`]);
  const { rows: started } = await client.query("SELECT pg_walfile_name(pg_backup_start('octomind-dashboard', true)) AS first");
  await copyFolder(from, to, signal);
  await copyOne(path.join(from, CONTROL), path.join(to, CONTROL));
  const { rows: stopped } = await client.query(
    "SELECT labelfile, pg_walfile_name(lsn) AS last FROM pg_backup_stop(wait_for_archive => false)",
  );
  const label = path.join(to, "backup_label");
  await writeFile(label, stopped[0].labelfile, { mode: 0o600 });
  await giveAsIs(from, label);
  await toDisk(label);
  await copyChanges(from, to, started[0].first, stopped[0].last);
}
