// The built application with one session whose agent is in this process, and people who are signed in on as many devices as a bench wants.
import { randomUUID } from "node:crypto";
import path from "node:path";
import { encode } from "next-auth/jwt";
import pg from "pg";
import type { Socket } from "socket.io-client";
import { ADMIN, type App, serverPid, startApp, stopApp } from "@/e2e/app-process";
import { type Caller, callAs } from "@/e2e/caller";
import type { OwnDatabase } from "@/e2e/histories/own-database";
import { storeSessionOfAgent } from "@/e2e/stored-session";
// @ts-expect-error: plain JavaScript without types
import { signingKeyOf } from "@/lib/cli/environment.mjs";
import { startDemoAgent } from "@/lib/demo-agent/server";

const APP_SECRET = "a-secret-that-only-benches-know-0123456789";
const DEVICE_SECONDS = 3_600;
const LOOK_MS = 20;

export type Dashboard = {
  app: App;
  sessionId: string;
  /** How many events the session had before anybody came. */
  eventCount: number;
  /** Of the server. */
  pid: number;
  /** Sends a message, and gives what puts a frame of the agent into the turn that it began. */
  beginTurn(socket: Socket): Promise<(text: string) => void>;
  /** The last event that is on record. */
  head(): Promise<number>;
  owner(): Promise<Caller>;
  /** The cookie of somebody new who may read the session. */
  newReader(): Promise<string>;
  close(): Promise<void>;
};

/** Somebody with the role of a reviewer in the session's project, and a device. */
async function storeReader(pool: pg.Pool, sessionId: string): Promise<string> {
  const deviceId = randomUUID();
  await pool.query(
    `WITH p AS (INSERT INTO person (email, name) VALUES ($1, 'A reader') RETURNING id),
       m AS (INSERT INTO membership (person_id, project_id, role) SELECT p.id, s.project_id, 'reviewer' FROM p, session s WHERE s.id = $2)
     INSERT INTO user_session (id, person_id, expires_at) SELECT $3, p.id, now() + interval '1 hour' FROM p`,
    [`${deviceId}@example.test`, sessionId, deviceId],
  );
  return deviceId;
}

type More = {
  /** Called before anybody comes; gives how many events the session has then. */
  prepare?: (pool: pg.Pool, sessionId: string) => Promise<number>;
  environment?: Record<string, string>;
};

export async function startDashboard(
  database: OwnDatabase,
  folder: string,
  { prepare = async () => 0, environment = {} }: More = {},
): Promise<Dashboard> {
  const sampleDir = "lib/demo-agent/sample-project";
  const agent = await startDemoAgent({ dataDir: path.join(folder, "agent"), sampleDir, paceMs: 0, directives: true });
  const app = await startApp({ DATABASE_URL: database.url(), OCTOMIND_URL: agent.url, APP_SECRET, ...environment });
  const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
  pool.on("error", () => {}); // its connections may outlive its end by a moment, and the database is stopped then
  const sessionId = await storeSessionOfAgent(pool, "A bench");
  const eventCount = await prepare(pool, sessionId);

  const nameAtAgent = async (): Promise<string> => {
    for (;;) {
      const frames: { type: string; session_id?: string }[] = agent.received().map((text) => JSON.parse(text));
      const bind = frames.find(({ type }) => type === "session");
      if (bind?.session_id && frames.some(({ type }) => type === "message")) return bind.session_id;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  return {
    app,
    sessionId,
    eventCount,
    pid: serverPid(app),
    beginTurn: async (socket) => {
      const sent = await socket.emitWithAck("session:send", { sessionId, messageId: randomUUID(), text: "[hold] the bench" });
      if (!sent.ok) throw new Error(`The message was refused: ${JSON.stringify(sent)}`);
      const name = await nameAtAgent();
      return (text) => agent.sendRaw(name, text);
    },
    head: async () => {
      const { rows } = await pool.query<{ last: number }>("SELECT last_seq AS last FROM session WHERE id = $1", [sessionId]);
      return rows[0]?.last ?? 0;
    },
    owner: () => callAs(app.url, ADMIN),
    newReader: async () => {
      const sid = await storeReader(pool, sessionId);
      return `octomind-dashboard.session=${await encode({ token: { sid }, secret: signingKeyOf(APP_SECRET), maxAge: DEVICE_SECONDS })}`;
    },
    close: async () => {
      await pool.end();
      await agent.close();
      await stopApp(app);
    },
  };
}
