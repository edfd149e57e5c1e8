/** A waiting message that does not go out though it could: whoever wrote it may not write in the session any more. */
import type { DraftOf } from "./session-event";

/** Said to the session's people. */
export const WRITER_MAY_NOT = "Who wrote it may not write here any more.";

/** It stays until its writer may write again, or somebody sends it as their own, or removes it. */
export const isHeld = ({ reason }: Pick<DraftOf<"message_queued">["payload"], "reason">): boolean => reason === WRITER_MAY_NOT;
