/** Whether the database answers; anybody may ask. */
import { pgPool } from "@/lib/platform/pg-pool";

export async function checkHealth(): Promise<boolean> {
  try {
    await pgPool().query("SELECT 1");
    return true;
  } catch {
    return false;
  }
}
