import { leaveToComposer } from "@/components/session/composer/focus-composer";
import { useNow } from "@/components/transcript/use-now";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { Actor } from "@/lib/domain/viewer";
import type { LiveSessionState, PendingMessage } from "./live-session-state";

/** So long a message that is on its way needs no more words. */
const LONG_MS = 2_500;

type Props = {
  pending: readonly PendingMessage[];
  viewer: Actor;
  sending: LiveSessionState["sending"];
  isConnected: boolean;
  onSendAgain: (messageId: string) => void;
  onForget: (messageId: string) => void;
};

/** What is going on with a message that takes long; the seconds are for eyes, a screen reader hears it once. */
function StillSending({ since }: { since: number }) {
  const waited = (useNow(true) ?? since) - since;
  return (
    <div role="status" className="text-xs text-muted-foreground">
      {waited < LONG_MS ? null : (
        <p className="mt-1.5">
          Still sending: the server has not answered<span aria-hidden> for {Math.round(waited / 1_000)} s</span>. The message is kept here.
        </p>
      )}
    </div>
  );
}

/** What was sent and is not on record yet: said, not hidden, and never lost without a word. */
export function PendingMessages({ pending, sending, viewer, isConnected, onSendAgain, onForget }: Props) {
  // The buttons go away with what they decide.
  const decide = (act: (messageId: string) => void, messageId: string) => {
    leaveToComposer();
    act(messageId);
  };
  return pending.map(({ messageId, text, refusal }) => (
    <div key={messageId} className="mb-2.5 grid grid-cols-[26px_minmax(0,1fr)] gap-x-2.5">
      <Avatar name={viewer.name} personId={viewer.personId} size="lg" isBesideName className="mt-1.5 opacity-70" />
      <div className="rounded-lg border border-dashed border-border-strong bg-person-soft px-3 pt-2 pb-2.5">
        <div className="mb-0.5 flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
          <b className="text-sm font-semibold text-foreground">{viewer.name}</b>
          <span>{refusal ? "not sent" : isConnected ? "sending…" : "waits for the connection"}</span>
        </div>
        <div className="max-h-60 overflow-y-auto text-prose wrap-anywhere whitespace-pre-wrap">{text.slice(0, 20_000)}</div>
        {refusal ? (
          <div role="alert" className="mt-1.5 flex flex-wrap items-center gap-2 text-xs text-failed">
            <span className="min-w-0">{sayRefusal(refusal)}</span>
            <Button size="sm" onClick={() => decide(onSendAgain, messageId)}>
              Send again
            </Button>
            <Button size="sm" variant="ghost" onClick={() => decide(onForget, messageId)}>
              Discard
            </Button>
          </div>
        ) : isConnected && sending?.messageId === messageId ? (
          <StillSending since={sending.since} />
        ) : null}
      </div>
    </div>
  ));
}
