import { formatDuration, formatUsd } from "@/components/ui/format";
import type { MarkName } from "@/components/ui/marks";
import { CONNECTION_LOST } from "@/lib/domain/sessions/connection-lost";
import { numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import type { EventItem } from "@/lib/domain/transcript/transcript-types";
import type { Tone } from "./spine-event";

/** How a recorded event reads: what happened, its details, and how loud it is. */
export type EventWords = {
  text: string;
  /** More of it, shown below. */
  detail?: string | undefined;
  /** What the machine wrote, behind a fold. */
  raw?: unknown;
  look: "quiet" | "note" | "warning" | "failure";
  mark: MarkName;
  tone: Tone;
};

const quiet = (text: string, raw?: unknown): EventWords => ({ text, raw, look: "quiet", mark: "read", tone: "muted" });
const note = (text: string, detail?: string, raw?: unknown): EventWords => ({
  text,
  detail,
  raw,
  look: "note",
  mark: "read",
  tone: "muted",
});
const warning = (text: string, detail?: string, raw?: unknown): EventWords => ({
  text,
  detail,
  raw,
  look: "warning",
  mark: "failure",
  tone: "interrupted",
});
const failure = (text: string, detail?: string, raw?: unknown): EventWords => ({
  text,
  detail,
  raw,
  look: "failure",
  mark: "failure",
  tone: "failed",
});

const by = (person: { name: string } | null): string => (person ? ` by ${person.name}` : "");
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function endOfAgent({ code, signal, stderrTail, expected }: Extract<EventItem, { kind: "agent_ended" }>["payload"]): EventWords {
  const how = signal ? `by ${signal}` : code === null ? "" : `with code ${code}`;
  const text = `The agent's process ended ${how}`.trim();
  return expected ? quiet(text) : failure(`${text}, which nobody asked for`, stderrTail || undefined);
}

function missed({ count, reason }: Extract<EventItem, { kind: "frames_missed" }>["payload"]): EventWords {
  const what =
    count === null
      ? "Some of what the agent sent here is not on record; how much cannot be known"
      : `${plural(count, "frame", "frames")} of the agent's output here ${count === 1 ? "is" : "are"} not on record`;
  return warning(`${what}.`, reason);
}

function sessionWords(item: EventItem): EventWords | null {
  switch (item.kind) {
    case "session_created":
      return quiet(`Session started${by(item.payload.by)}`);
    case "session_renamed":
      return quiet(`Named “${item.payload.title}”${by(item.payload.by)}`);
    case "session_archived":
      return quiet(`Archived${by(item.payload.by)}`);
    case "session_restored":
      return quiet(`Restored from the archive${by(item.payload.by)}`);
    case "session_shared":
      return quiet(
        item.payload.mode === "project"
          ? `${item.payload.by.name} lets the project's developers write here`
          : `Only the owner writes here again, says ${item.payload.by.name}`,
      );
    case "session_handed_over": {
      const { from, to, by: giver } = item.payload;
      return quiet(`Handed over from ${from.name} to ${to.name}${giver.personId === from.personId ? "" : by(giver)}`);
    }
    case "message_returned":
      return warning("The agent was busy elsewhere: the message is back in the queue.", item.payload.reason);
    case "stop_requested":
      return quiet(`Stop asked for${by(item.payload.by)}`);
    case "turn_interrupted":
      return warning(
        `This turn was interrupted. What was said until here is kept${item.payload.usage.provenance === "untracked" ? "; its cost is not known" : ""}.`,
        item.payload.reason,
      );
    case "outside_usage_found": {
      const { usage } = item.payload;
      if (usage.provenance === "untracked") return warning("A delegated run was lost with its agent; its cost is not known.");
      const how = usage.provenance === "outside" ? "Used outside this dashboard" : "Used between turns";
      return note(`${how}: ${formatUsd(usage.costNano)}, ${usage.tokens.toLocaleString("en")} tokens.`);
    }
    case "processes_ended":
      return quiet(`${plural(item.payload.pids.length, "command", "commands")} ended${by(item.payload.by)}`);
    default:
      return null;
  }
}

function connectionWords(item: EventItem): EventWords | null {
  switch (item.kind) {
    case "agent_ended":
      return endOfAgent(item.payload);
    case "upstream_lost":
      // It is the reason too where nothing more is known.
      return warning(CONNECTION_LOST, item.payload.reason === CONNECTION_LOST ? undefined : item.payload.reason || undefined);
    case "upstream_refused":
      return failure(`The agent cannot be used${item.payload.retryAt ? "; it is tried again by itself" : ""}.`, item.payload.reason);
    case "upstream_bound":
      return quiet(item.payload.resumed ? "Connected again, nothing missed" : "Connected");
    case "frames_missed":
      return missed(item.payload);
    case "frame_unrecognized":
      return note(`The agent sent “${item.payload.frameType}”, which this dashboard does not know.`, undefined, item.payload.frame);
    case "frame_unparsed":
      return warning(`The agent sent something unreadable: ${item.payload.reason}`, undefined, item.payload.preview);
    case "frame_cut":
      return warning(
        `A frame of ${item.payload.bytes.toLocaleString("en")} bytes was too large to keep whole; its beginning is kept.`,
        undefined,
        item.payload.preview,
      );
    default:
      return null;
  }
}

/** What a tool server told beside its answer: how far it is, or a line of its log; else what it calls it. */
function noteOf(method: string, params: unknown): string {
  const { progress, total, message, data } = objectOf(params);
  const said = textOf(message) || textOf(data);
  const far = numberOf(progress) === null ? "" : `${textOf(progress)}${numberOf(total) === null ? "" : ` of ${textOf(total)}`}`;
  return [said, far].filter(Boolean).join(" · ").slice(0, 500) || method;
}

const skillActions: Readonly<Record<string, string>> = { use: "in use", forget: "put away" };
function skillWords({ action, extra }: Extract<EventItem, { kind: "skill_changed" }>["payload"]): string {
  const trigger = textOf(extra?.trigger);
  return [skillActions[action] ?? action, trigger && `because of ${trigger}`].filter(Boolean).join(", ");
}

function agentWords(item: EventItem): EventWords {
  switch (item.kind) {
    case "error_reported":
      return failure(item.payload.message, item.payload.code ? `code ${item.payload.code}` : undefined, item.payload.extra);
    case "retry_reported": {
      const { attempt, maxRetries, delayMs, reason, purpose, message } = item.payload;
      const who = purpose === "main" || purpose === "" ? "" : ` (${purpose})`;
      const text = `Trying again${who}: ${attempt} of ${maxRetries}, in ${formatDuration(delayMs)}`;
      return {
        text: [text, reason].filter(Boolean).join(" · "),
        raw: message || undefined,
        look: "quiet",
        mark: "failure",
        tone: "interrupted",
      };
    }
    case "notice_reported":
      return note(item.payload.message, undefined, item.payload.extra);
    case "tool_returned":
      return note(`A result of ${item.payload.tool || "a tool"} without its call`, undefined, item.payload.content);
    case "message_injected":
      return {
        text: `${item.payload.sourceLabel || item.payload.sourceKind}: a message joined this turn`,
        detail: item.payload.content,
        look: "note",
        mark: "injected",
        tone: "injected",
      };
    case "mcp_notified":
      return quiet(`${item.payload.server || "A tool"}: ${noteOf(item.payload.method, item.payload.params)}`, item.payload.params);
    case "run_log_received":
      return quiet(`Log of the run ${item.payload.runId}: ${item.payload.status}`, item.payload.events);
    case "skill_changed":
      return quiet(`Skill ${item.payload.name}: ${skillWords(item.payload)}`, item.payload.extra);
    case "evolution_changed":
      return quiet(
        ["Learned behaviour", item.payload.action, textOf(item.payload.extra?.name)].filter(Boolean).join(": "),
        item.payload.extra,
      );
    default:
      return note(item.kind, undefined, item.payload);
  }
}

/** Every kind that has a line of its own, in words for people. */
export const eventWords = (item: EventItem): EventWords => sessionWords(item) ?? connectionWords(item) ?? agentWords(item);
