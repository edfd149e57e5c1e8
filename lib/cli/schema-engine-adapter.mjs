// PostgreSQL for Prisma's WebAssembly schema engine: @prisma/adapter-pg with the repairs that migrations need.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR_OID = 18;
const TEXT_OID = 25;

/** What pg is opened with, read by pg itself as the server's own pools are; and the schema that Prisma's own `?schema=` names. */
export function parseAddress(address, database) {
  const url = new URL(address);
  if (database) url.pathname = `/${encodeURIComponent(database)}`;
  return {
    settings: { connectionString: database ? url.href : address },
    database: decodeURIComponent(url.pathname.slice(1)),
    schema: url.searchParams.get("schema") ?? undefined,
  };
}

/** Runs `work` with one plain connection, on another database of the same server where `database` is given. */
export async function withClient(address, database, work) {
  const client = new pg.Client({ ...parseAddress(address, database).settings, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates the database that an address names, and gives its name. */
export async function createDatabase(address) {
  const name = parseAddress(address).database;
  await withClient(address, "postgres", (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`));
  return name;
}

// Catalog queries return pg's internal "char", which adapter-pg refuses while the engine insists on Character.
function repairChar(adapter) {
  const { performIO, queryRaw } = adapter;
  adapter.queryRaw = async (query) => {
    let charColumns = [];
    const reading = Object.create(adapter, {
      performIO: {
        value: async (asked) => {
          const result = await performIO.call(adapter, asked);
          charColumns = result.fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
          for (const index of charColumns) result.fields[index].dataTypeID = TEXT_OID;
          return result;
        },
      },
    });
    const rows = await queryRaw.call(reading, query);
    for (const index of charColumns) rows.columnTypes[index] = ColumnTypeEnum.Character;
    return rows;
  };
}

/** The row of the migration that runs; the engine writes down what it begins and what it ended in transactions of their own. */
const NOTE_THE_END = "UPDATE _prisma_migrations SET finished_at = clock_timestamp() WHERE finished_at IS NULL AND rolled_back_at IS NULL";

function repair(adapter, migrations) {
  repairChar(adapter);
  // adapter-pg splits a script at every ";", which cuts function bodies and loses atomicity; the native engine sends it whole.
  if (adapter.executeScript) {
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(migrations.has(script) ? `${script}\n;${NOTE_THE_END}` : script);
      } catch (error) {
        adapter.onError(error);
      }
    };
  }
  if (adapter.startTransaction) {
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (...options) => repair(await startTransaction(...options), migrations);
  }
  return adapter;
}

function openAdapterFactory(address, database) {
  const { settings, schema } = parseAddress(address, database);
  // One connection, like the native engine: its advisory lock belongs to a session.
  const pool = new pg.Pool({ ...settings, max: 1 });
  pool.on("error", () => {});
  return new PrismaPg(pool, { disposeExternalPool: true, ...(schema ? { schema } : {}) });
}

/** What the engine asks for connections: the database itself and, for `migrate dev` and `diff`, an empty shadow of it. */
export class EngineAdapterFactory {
  provider = "postgres";
  adapterName = "@prisma/adapter-pg";
  #shadows = new Set();

  /** `migrations`: scripts that are noted as ended in the transaction that they are: one that was broken off has done nothing. */
  constructor(address, { shadowAddress, migrations = [] } = {}) {
    this.address = address;
    this.shadowAddress = shadowAddress;
    this.migrations = new Set(migrations);
  }

  async connect() {
    return repair(await openAdapterFactory(this.address).connect(), this.migrations);
  }

  // adapter-pg would open the main database under the shadow's name, and drop the shadow while still connected to it.
  async connectToShadowDb() {
    if (this.shadowAddress) return repair(await openAdapterFactory(this.shadowAddress).connect(), new Set());
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await withClient(this.address, undefined, (client) => client.query(`CREATE DATABASE "${name}"`));
    const adapter = repair(await openAdapterFactory(this.address, name).connect(), new Set());
    const disconnect = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      this.#shadows.delete(adapter);
      await disconnect().catch(() => {});
      await withClient(this.address, undefined, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    };
    this.#shadows.add(adapter);
    return adapter;
  }

  async dispose() {
    for (const shadow of this.#shadows) await shadow.dispose().catch(() => {});
  }
}
