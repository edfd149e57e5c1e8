-- CreateTable
CREATE TABLE "refused_attempt" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "person_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "refused_attempt_pkey" PRIMARY KEY ("minute","person_id","address","action","target")
);
