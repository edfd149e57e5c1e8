/** The worker of the page: colours code and compares the words of changes, batch by batch. */
import { doTextJob } from "@/lib/domain/text-work/do-text-job";
import type { Batch, BatchAnswer } from "./text-desk";

addEventListener("message", ({ data: { no, jobs } }: MessageEvent<Batch>) => {
  const answer: BatchAnswer = { no, answers: jobs.map(doTextJob) };
  const transfer = answer.answers.flatMap((one) => (one ? [one.spans.starts.buffer, one.spans.ends.buffer, one.spans.tones.buffer] : []));
  postMessage(answer, { transfer });
});
postMessage("ready");
