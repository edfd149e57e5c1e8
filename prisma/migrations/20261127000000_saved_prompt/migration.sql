-- CreateTable
CREATE TABLE "saved_prompt" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_prompt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_prompt_project_id_idx" ON "saved_prompt"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_prompt_person_id_project_id_name_key" ON "saved_prompt"("person_id", "project_id", "name");

-- AddForeignKey
ALTER TABLE "saved_prompt" ADD CONSTRAINT "saved_prompt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_prompt" ADD CONSTRAINT "saved_prompt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
