
-- Hand-written from here on: what Prisma cannot express.

-- JIT compiles generic plans at every call: it made appends twelve times slower where it was measured.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END $$;

-- The head of the log changes with every append: room for HOT updates.
ALTER TABLE "session" SET (fillfactor = 70);
ALTER TABLE "turn" SET (fillfactor = 80);
ALTER TABLE "tool_call" SET (fillfactor = 80);
ALTER TABLE "event" ALTER COLUMN "payload" SET COMPRESSION lz4, ALTER COLUMN "raw" SET COMPRESSION lz4;

-- A send repeated by a browser lands once.
CREATE UNIQUE INDEX "event_client_message" ON "event" ("session_id", "client_message_id") WHERE "client_message_id" IS NOT NULL;
-- One turn at a time, and what a crash left open.
CREATE UNIQUE INDEX "turn_open" ON "turn" ("session_id") WHERE "state" = 'open';
-- What must be offered again after a reconnect.
CREATE INDEX "elicitation_open" ON "elicitation" ("session_id") WHERE "closed_seq" IS NULL;
-- What a dead holder left behind, and what is kept alive without a viewer.
CREATE INDEX "session_held" ON "session" ("holder_id") WHERE "holder_id" IS NOT NULL;
CREATE INDEX "session_kept" ON "session" ("id") WHERE "kept_for" <> '{}';
-- Own devices still signed in.
CREATE INDEX "user_session_live" ON "user_session" ("person_id") WHERE "revoked_at" IS NULL;
