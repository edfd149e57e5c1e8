-- Sums of what an agent tells: each amount fits a bigint, and a total that rises and falls by hundreds of millions of dollars again and again makes a sum that does not.
ALTER TABLE "session" ALTER COLUMN "cost_nano" SET DATA TYPE DECIMAL(38,0);
ALTER TABLE "run" ALTER COLUMN "nano" SET DATA TYPE DECIMAL(38,0);
