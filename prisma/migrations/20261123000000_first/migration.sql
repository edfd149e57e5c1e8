-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "project_role" AS ENUM ('developer', 'reviewer', 'manager');

-- CreateEnum
CREATE TYPE "upstream_kind" AS ENUM ('external', 'managed', 'demo');

-- CreateEnum
CREATE TYPE "turn_state" AS ENUM ('open', 'answered', 'failed', 'stopped', 'interrupted');

-- CreateEnum
CREATE TYPE "provenance" AS ENUM ('measured', 'unpriced', 'untracked', 'outside', 'demo');

-- CreateEnum
CREATE TYPE "session_state" AS ENUM ('idle', 'running', 'waiting', 'answered', 'failed', 'stopped', 'interrupted');

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "rights_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "person_id" INTEGER NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_link" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "project_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" "project_role" NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("person_id","project_id","role")
);

-- CreateTable
CREATE TABLE "upstream" (
    "project_id" INTEGER NOT NULL,
    "kind" "upstream_kind" NOT NULL,
    "url" TEXT,
    "token_sealed" BYTEA,
    "cwd" TEXT,
    "role" TEXT,
    "config_path" TEXT,
    "data_dir" TEXT,
    "env_names" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "upstream_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "holder" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "project_id" INTEGER NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "wanted_role" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "holder_id" UUID,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "stream" TEXT,
    "stream_seq" BIGINT NOT NULL DEFAULT 0,
    "title" TEXT NOT NULL DEFAULT '',
    "archived_at" TIMESTAMPTZ(3),
    "state" "session_state" NOT NULL DEFAULT 'idle',
    "open_turn" INTEGER,
    "turn_count" INTEGER NOT NULL DEFAULT 0,
    "model" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL DEFAULT '',
    "cost_nano" BIGINT NOT NULL DEFAULT 0,
    "unknown_cost_turns" INTEGER NOT NULL DEFAULT 0,
    "tokens" BIGINT NOT NULL DEFAULT 0,
    "kept_for" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "turn_no" INTEGER,
    "stream" UUID NOT NULL,
    "stream_seq" BIGINT NOT NULL,
    "client_message_id" UUID,
    "raw" BYTEA,

    CONSTRAINT "event_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "turn" (
    "session_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "state" "turn_state" NOT NULL,
    "cause" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "request_id" TEXT,
    "opened_seq" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_seq" INTEGER,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "turn_pkey" PRIMARY KEY ("session_id","no")
);

-- CreateTable
CREATE TABLE "tool_call" (
    "session_id" UUID NOT NULL,
    "turn_no" INTEGER NOT NULL,
    "tool_id" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "server" TEXT NOT NULL DEFAULT '',
    "called_seq" INTEGER,
    "called_at" TIMESTAMPTZ(3),
    "returned_seq" INTEGER,
    "returned_at" TIMESTAMPTZ(3),
    "ok" BOOLEAN,

    CONSTRAINT "tool_call_pkey" PRIMARY KEY ("session_id","turn_no","tool_id")
);

-- CreateTable
CREATE TABLE "turn_usage" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "turn_no" INTEGER,
    "project_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "outcome" "turn_state",
    "provenance" "provenance" NOT NULL,
    "nano" BIGINT NOT NULL,
    "aux_nano" BIGINT NOT NULL DEFAULT 0,
    "tokens" INTEGER NOT NULL DEFAULT 0,
    "input" INTEGER NOT NULL DEFAULT 0,
    "output" INTEGER NOT NULL DEFAULT 0,
    "cache_read" INTEGER NOT NULL DEFAULT 0,
    "cache_write" INTEGER NOT NULL DEFAULT 0,
    "reasoning" INTEGER NOT NULL DEFAULT 0,
    "aux_input" INTEGER NOT NULL DEFAULT 0,
    "aux_output" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "turn_usage_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "run" (
    "session_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "turn_no" INTEGER,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened_seq" INTEGER NOT NULL,
    "closed_seq" INTEGER,
    "nano" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "run_pkey" PRIMARY KEY ("session_id","run_id")
);

-- CreateTable
CREATE TABLE "elicitation" (
    "session_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "turn_no" INTEGER,
    "asked_seq" INTEGER NOT NULL,
    "closed_seq" INTEGER,
    "action" TEXT,
    "answered_by" INTEGER,

    CONSTRAINT "elicitation_pkey" PRIMARY KEY ("session_id","id")
);

-- CreateTable
CREATE TABLE "queued_message" (
    "session_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "place" DOUBLE PRECISION NOT NULL,
    "person_id" INTEGER NOT NULL,
    "content" JSON NOT NULL,
    "reason" TEXT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queued_message_pkey" PRIMARY KEY ("session_id","message_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "user_session_person_id_idx" ON "user_session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_link_token_hash_key" ON "password_link"("token_hash");

-- CreateIndex
CREATE INDEX "password_link_person_id_idx" ON "password_link"("person_id");

-- CreateIndex
CREATE INDEX "membership_project_id_idx" ON "membership"("project_id");

-- CreateIndex
CREATE INDEX "session_project_id_active_at_id_idx" ON "session"("project_id", "active_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "session_owner_id_active_at_id_idx" ON "session"("owner_id", "active_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "event_source" ON "event"("session_id", "stream", "stream_seq");

-- CreateIndex
CREATE INDEX "turn_usage_at_idx" ON "turn_usage"("at");

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_link" ADD CONSTRAINT "password_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream" ADD CONSTRAINT "upstream_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Hand-written from here on: what Prisma cannot express.

-- JIT compiles generic plans at every call: it made appends twelve times slower where it was measured.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END $$;

-- The head of the log changes with every append: room for HOT updates.
ALTER TABLE "session" SET (fillfactor = 70);
ALTER TABLE "turn" SET (fillfactor = 80);
ALTER TABLE "tool_call" SET (fillfactor = 80);
-- lz4 where the server was built with it; the embedded one was not and keeps pglz.
DO $$ BEGIN
  ALTER TABLE "event" ALTER COLUMN "payload" SET COMPRESSION lz4, ALTER COLUMN "raw" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;

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
