/** What a door says of an error: a refusal in its own words, anything else as one that tells nothing. */
import { type Refusal, RefusedError } from "@/lib/domain/refusal";
import { currentRequest } from "@/lib/platform/current-request";
import { logger } from "@/lib/platform/logger";
import { isStorageAway } from "@/lib/platform/storage-away";

/** `door` names it in the log. */
export function refusalFor(error: unknown, door: string): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (isStorageAway(error)) return { code: "storage_unavailable" };
  logger.error({ err: error, requestId: currentRequest().id }, `${door} failed`);
  return { code: "internal" };
}
