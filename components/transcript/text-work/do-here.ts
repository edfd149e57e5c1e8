import { untilThere } from "@/components/ui/reach/until-there";
import type { DoHere } from "./text-desk";

/** One job after the other, with room for a key and a frame between them. */
export const doHere: DoHere = async (job) => {
  const { doTextJob } = await untilThere(() => import("@/lib/domain/text-work/do-text-job"));
  await new Promise((resolve) => setTimeout(resolve));
  return doTextJob(job);
};
