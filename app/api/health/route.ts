import { checkHealth } from "@/lib/services/check-health";

export const dynamic = "force-dynamic";

/** Alive, and able to reach the database; says nothing about anybody. */
export async function GET() {
  const isWell = await checkHealth();
  return Response.json({ ok: isWell }, { status: isWell ? 200 : 503 });
}
