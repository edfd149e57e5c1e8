import type { SessionChannel } from "./live/session-channel";

const NONE = "No command was found that the dashboard could end: it ends only what runs under an agent it started.";

/** Ends what the agent's tools still run, and says so where nothing could be ended. */
export async function endCommands({ request, say }: Pick<SessionChannel, "request" | "say">): Promise<void> {
  const answer = await request("processes:end", {});
  if (answer.ok && answer.ended === 0) say(NONE);
}
