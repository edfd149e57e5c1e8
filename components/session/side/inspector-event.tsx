"use client";
import { ChevronRight, Link2 } from "lucide-react";
import { memo, useCallback, useEffect, useState } from "react";
import { loadRawEvent, type RawEvent } from "@/components/session/reading/load-event";
import { RawText } from "@/components/transcript/key-values";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { takeLink } from "@/components/ui/copy-text";
import { dateFormat } from "@/components/ui/intl-formats";
import { Tag } from "@/components/ui/tag";
import { useIsAwake } from "@/components/ui/use-is-awake";
import type { EventLine } from "@/lib/domain/sessions/turn-outline";

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 } as const;

/** 950 B, 3.1 kB, 2.4 MB. */
function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

type State = { kind: "loading" } | { kind: "failed" } | { kind: "there"; event: RawEvent; json: string };

function Detail({ sessionId, seq }: { sessionId: string; seq: number }) {
  const [state, setState] = useState<State>({ kind: "loading" });
  const load = useCallback(
    (isWanted: () => boolean) => {
      setState({ kind: "loading" });
      loadRawEvent(sessionId, seq).then(
        (event) => isWanted() && setState({ kind: "there", event, json: JSON.stringify(event.payload, null, 2) }),
        () => isWanted() && setState({ kind: "failed" }),
      );
    },
    [sessionId, seq],
  );
  useEffect(() => {
    let isHere = true;
    load(() => isHere);
    return () => {
      isHere = false;
    };
  }, [load]);
  if (state.kind === "loading") return <p className="px-3 py-2 text-xs text-muted-foreground">Loading…</p>;
  if (state.kind === "failed")
    return (
      <p role="alert" className="flex items-center gap-2 px-3 py-2 text-xs">
        The event could not be loaded.
        <Button size="sm" onClick={() => load(() => true)}>
          Try again
        </Button>
      </p>
    );
  const { json, event } = state;
  return (
    <>
      <h3 className="flex items-center px-3 pt-1 text-xs font-medium">
        What is recorded
        <span className="ml-auto">
          <CopyButton text={json} label="Copy JSON" />
        </span>
      </h3>
      <RawText text={json} />
      {event.raw === null ? (
        <p className="px-3 py-2 text-xs text-muted-foreground">
          The dashboard itself recorded this; no frame of the agent stands behind it.
        </p>
      ) : (
        <>
          <h3 className="flex items-center px-3 pt-1 text-xs font-medium">
            The frame as it came
            <span className="ml-auto">
              <CopyButton text={event.raw} label="Copy frame" />
            </span>
          </h3>
          <RawText text={event.raw} />
        </>
      )}
    </>
  );
}

type Props = { sessionId: string; line: EventLine; isOutside: boolean; link: () => string };

/** One event of the log; opened, what is in it and the frame it came from. */
export const EventRow = memo(
  function EventRow({ sessionId, line: { seq, at, kind, bytes }, isOutside, link }: Props) {
    const [isOpen, setOpen] = useState(false);
    const isAwake = useIsAwake();
    return (
      <li className="border-b">
        <div className="flex items-center pr-1.5">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-x-2 py-1 pl-2 text-left text-xs outline-offset-[-2px] hover:bg-accent/60 touch:min-h-11"
          >
            <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-muted-foreground", isOpen && "rotate-90")} />
            <span className="min-w-8 text-muted-foreground tabular-nums">{seq}</span>
            <span className="min-w-0 truncate font-mono">{kind}</span>
            {isOutside ? <Tag>beside the turn</Tag> : null}
            <span className="ml-auto flex gap-2.5 pr-1 text-muted-foreground tabular-nums">
              <span>{sizeOf(bytes)}</span>
              <time dateTime={new Date(at).toISOString()}>{isAwake ? dateFormat(CLOCK).format(at) : ""}</time>
            </span>
          </button>
          <CopyButton
            text={link}
            label={`Copy link to event ${seq.toLocaleString("en")}`}
            icon={<Link2 aria-hidden />}
            instead={takeLink}
          />
        </div>
        {isOpen ? <Detail sessionId={sessionId} seq={seq} /> : null}
      </li>
    );
  },
  (before, after) => before.line === after.line && before.isOutside === after.isOutside,
);
