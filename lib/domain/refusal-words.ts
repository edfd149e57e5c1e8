/** What a refusal is called on a screen: what happened, what is safe, what to do. */
import type { Answer, Refusal, RefusalCode } from "./refusal";

const words: Record<RefusalCode, string> = {
  unauthenticated: "This device is signed out. Sign in to go on.",
  not_found: "There is nothing here that you may see.",
  invalid_payload: "That could not be understood.",
  message_too_long: "The message is too long: 256 KiB is the most. It was not sent and is still here.",
  message_empty: "There is nothing to send yet.",
  command_not_allowed: "This command, or what stands after it, is not offered here.",
  elicitation_gone: "The question is no longer open.",
  answer_does_not_fit: "The answer does not fit the question.",
  queue_changed: "This message was already sent or removed.",
  nothing_to_stop: "Nothing is running any more.",
  storage_unavailable: "The database is away. Nothing was sent and nothing is lost; try again in a moment.",
  upstream_unavailable: "The agent cannot be reached right now.",
  upstream_refused: "The agent refused the connection.",
  archived: "This is archived. Restore it to go on.",
  already_exists: "There is one like that already.",
  wrong_password: "That password is not right.",
  weak_password: "That password is too easy to guess.",
  link_expired: "This link was used already or is too old. Ask an administrator for a new one.",
  last_administrator: "This is the last administrator who can sign in. Make somebody else one first who has set a password.",
  too_many_requests: "That was too much at once. Wait a moment and try again.",
  too_slow: "This page did not keep up and was let go. It joins again by itself.",
  not_reached: "The dashboard could not be reached. What you wrote is still here; try again in a moment.",
  session_taken_over: "Another server process works on this session now.",
  restarting: "The server is restarting. Nothing is lost; the page comes back by itself.",
  internal: "The server could not do that. It is written down in its log; nothing that was sent before is lost.",
};

/** The reason as it was given, else our words for the code. */
export const sayRefusal = ({ code, detail }: Refusal): string => detail ?? words[code];

/** In words; null: it was done. */
export const whyNot = (answer: Answer): string | null => (answer.ok ? null : sayRefusal(answer.refusal));
