import type { BatchAnswer, OpenWorker } from "./text-desk";

/** Starts the one worker of the page. What it says first is that it is there. */
export const openTextWorker: OpenWorker = ({ onReady, onAnswer, onDeath }) => {
  const worker = new Worker(new URL("./text-worker.ts", import.meta.url), { type: "module", name: "text" });
  worker.addEventListener("message", ({ data }: MessageEvent<"ready" | BatchAnswer>) => (data === "ready" ? onReady() : onAnswer(data)));
  worker.addEventListener("error", onDeath);
  worker.addEventListener("messageerror", onDeath);
  return { post: (batch) => worker.postMessage(batch), end: () => worker.terminate() };
};
