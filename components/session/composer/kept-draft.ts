/** What is being written in a session, kept in this browser: each person's own, whoever signs in next on the same machine. */

export type KeptDraft = { read(): string; write(text: string): void };

export function keptDraft(sessionId: string, personId: number): KeptDraft {
  const key = `draft:${personId}:${sessionId}`;
  /** What this page has read or written there last: what another tab wrote since is not its to take away. */
  let known = "";
  return {
    read: () => {
      try {
        known = localStorage.getItem(key) ?? "";
      } catch {
        known = "";
      }
      return known;
    },
    write: (text) => {
      try {
        if (text !== "") localStorage.setItem(key, text);
        else if (localStorage.getItem(key) === known) localStorage.removeItem(key);
        known = text;
      } catch {
        // A full or forbidden storage: the draft then lives as long as the page.
      }
    },
  };
}
