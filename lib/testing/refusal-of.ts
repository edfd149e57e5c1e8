/** What a verb refused with, for tests. */
import { type RefusalCode, RefusedError } from "@/lib/domain/refusal";

/** The refusal's code, or "nothing refused". Anything else that is thrown is passed on. */
export async function refusalOf(work: Promise<unknown>): Promise<RefusalCode | "nothing refused"> {
  try {
    await work;
    return "nothing refused";
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.code;
    throw error;
  }
}
