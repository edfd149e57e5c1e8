/** One change of one read model's row, as the SQL function apply_changes takes it. */
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Provenance } from "@/lib/domain/sessions/usage";

/** Texts in a change are storable: PostgreSQL text takes neither NUL nor lone surrogates. Nano amounts are decimal strings. */
export type Change =
  | { op: "created"; title: string; person: number }
  | { op: "title"; title: string }
  | { op: "share"; shared: boolean }
  | { op: "owner"; person: number }
  | { op: "archive"; archived: boolean }
  | { op: "agent"; model: string; role: string }
  | { op: "keep"; kept: string[] }
  | { op: "turn_open"; no: number; cause: string; person: number; request: string | null }
  | { op: "turn_close"; no: number; state: TurnOutcome }
  | { op: "tool_call"; no: number; id: string; tool: string; server: string }
  | { op: "tool_return"; no: number; id: string; tool: string; server: string; ok: boolean }
  | UsageChange
  | { op: "run"; no: number | null; id: string; role: string; status: string | null; closes: boolean }
  | { op: "ask"; no: number | null; id: string }
  | { op: "ask_close"; id: string; action: string; person: number | null }
  | { op: "queue_put"; message: string; place: number; person: number; content: string; reason: string | null }
  | { op: "queue_text"; message: string; content: string }
  | { op: "queue_place"; message: string; place: number }
  | { op: "queue_remove"; message: string }
  | { op: "command_put"; request: string; person: number }
  | { op: "command_remove"; request: string };

export type UsageChange = {
  op: "usage";
  no: number | null;
  person: number;
  model: string;
  role: string;
  outcome: TurnOutcome | null;
  provenance: Provenance;
  nano: string;
  aux_nano: string;
  tokens: number;
  input: number;
  output: number;
  cache_read: number;
  cache_write: number;
  reasoning: number;
  aux_input: number;
  aux_output: number;
};

const KEY_MAX = 512;

/** Text as PostgreSQL keeps it: NUL and lone surrogates become the replacement character. The log has the original. */
export const storable = (text: string): string => text.replaceAll("\0", "\uFFFD").toWellFormed();

/** The same for a name that is part of a key; a b-tree entry holds 2.7 kB at most. */
export const storableKey = (text: string): string => storable(text.slice(0, KEY_MAX));
