-- AlterTable
ALTER TABLE "refused_attempt" ADD COLUMN     "request_id" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "roles" TEXT NOT NULL DEFAULT '';
