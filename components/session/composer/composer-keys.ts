/** What the keys do in the composer, as the list of keys has it: fetched after the page, which takes them without it. */
import type { PageCommand } from "@/components/ui/page-commands";

export const composerKeys: readonly PageCommand[] = [
  { group: "Composer", says: "Send", keys: "Enter" },
  { group: "Composer", says: "New line", keys: "shift+Enter" },
  { group: "Composer", says: "What you wrote before", keys: "ArrowUp" },
  { group: "Composer", says: "Commands of the agent", keys: "/" },
  { group: "Composer", says: "Paths that the session has seen", keys: "@" },
  { group: "Composer", says: "Take what is offered", keys: "Tab" },
  { group: "Composer", says: "Leave it, when nothing runs", keys: "Escape" },
];
