// A PostgreSQL that histories may kill, stop, freeze and start again. What it said it has survives all of that; only a power cut it would not.
import { listProcesses, withDescendants } from "@/lib/bridge/agents/process-tree";
// @ts-expect-error: plain JavaScript without types
import { postmasterPid, startPostgres } from "@/lib/cli/embedded-postgres.mjs";

type Server = { port: number; urlOf(name: string): string; isRunning(): boolean; stop(): Promise<void> };

const NAME = "octomind_dashboard";

export class OwnDatabase {
  readonly #folder: string;
  #server: Server;
  #frozen: number[] = [];

  private constructor(folder: string, server: Server) {
    this.#folder = folder;
    this.#server = server;
  }

  static async start(folder: string): Promise<OwnDatabase> {
    return new OwnDatabase(folder, await startPostgres({ folder, isSynced: false }));
  }

  get port(): number {
    return this.#server.port;
  }

  /** Its address, or the address of what stands before it. */
  url(port = this.port): string {
    const address = new URL(this.#server.urlOf(NAME));
    address.port = String(port);
    return address.href;
  }

  /** SIGKILL: as a crash. SIGQUIT: what `pg_ctl stop -m immediate` sends. */
  signal(signal: "SIGKILL" | "SIGQUIT"): void {
    this.#thaw();
    const pid = postmasterPid(this.#folder); // null: an earlier fault has ended it
    if (pid !== null) signalIfThere(pid, signal);
  }

  /** Nothing of it runs any more, and its connections stay. */
  async freeze(): Promise<void> {
    const own = postmasterPid(this.#folder);
    const rows = await listProcesses();
    const pids = withDescendants(
      rows,
      rows.filter(({ pid }) => pid === own),
    ).map(({ pid }) => pid);
    for (const pid of pids) signalIfThere(pid, "SIGSTOP");
    this.#frozen = pids;
  }

  async heal(): Promise<void> {
    this.#thaw();
    this.#server = await startPostgres({ folder: this.#folder, port: this.port, isSynced: false });
  }

  async stop(): Promise<void> {
    await this.heal();
    await this.#server.stop();
  }

  #thaw(): void {
    for (const pid of this.#frozen.splice(0)) signalIfThere(pid, "SIGCONT");
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
