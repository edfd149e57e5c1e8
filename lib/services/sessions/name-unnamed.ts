/** Names a session after its first message, unless somebody has named it by then. */
import type { DraftOf } from "@/lib/domain/sessions/session-event";
import { DEFAULT_TITLE } from "@/lib/domain/sessions/title-limit";
import { untilDone } from "@/lib/platform/until-done";
import { recordUnless } from "./record-fact";

/** Tried until it goes well: nobody waits for an answer. The row decides, not what its holder knows: a name that a person just gave is on its way to it. */
export const nameUnnamed = (sessionId: string, named: DraftOf<"session_renamed">): Promise<void> =>
  untilDone("a session could not be named after its first message", () =>
    recordUnless(sessionId, ({ title }) => title !== DEFAULT_TITLE || title === named.payload.title, named),
  );
