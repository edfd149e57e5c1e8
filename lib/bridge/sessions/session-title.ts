/** What a session is called; one that nobody has named is called after its first message. */
import type { DraftOf } from "@/lib/domain/sessions/session-event";
import { titleFromFirstMessage } from "@/lib/domain/sessions/title";
import { DEFAULT_TITLE } from "@/lib/domain/sessions/title-limit";

export class SessionTitle {
  #title: string;

  constructor(title: string) {
    this.#title = title;
  }

  /** A look that is older than a name that we gave knows none. */
  isKnownAs(title: string): void {
    if (title !== DEFAULT_TITLE) this.#title = title;
  }

  /** The name that this message gives it; null: it has one. */
  nameAfter(text: string, at: number): DraftOf<"session_renamed"> | null {
    if (this.#title !== DEFAULT_TITLE) return null;
    this.#title = titleFromFirstMessage(text);
    return { kind: "session_renamed", at, turn: null, payload: { title: this.#title, by: null } };
  }
}
