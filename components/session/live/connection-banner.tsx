"use client";
import { CircleAlert, Hourglass, WifiOff } from "lucide-react";
import { useNow } from "@/components/transcript/use-now";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/components/ui/format";
import type { ConnectionWords } from "./connection-words";

const icons = { info: Hourglass, warn: WifiOff, bad: CircleAlert } as const;

type Props = { words: ConnectionWords | null; canRetry: boolean; onRetry: () => void; onReconnect: () => void };

/** The strip under the header while a connection is not as it should be; the transcript stays readable under it. */
export function ConnectionBanner({ words, canRetry, onRetry, onReconnect }: Props) {
  const now = useNow((words?.retryAt ?? words?.since) != null);
  if (!words) return null;
  const Icon = icons[words.tone];
  const { retryAt, since } = words;
  const counted = () => {
    if (now === null) return null;
    const whole = (ms: number) => formatDuration(Math.max(1, Math.round(ms / 1_000)) * 1_000);
    if (retryAt !== null) return `Next try in ${whole(retryAt - now)}.`;
    return since === undefined ? null : `For ${whole(now - since)} now.`;
  };
  return (
    <Banner tone={words.tone} role="status" className="[&>:last-child]:ml-auto">
      <Icon aria-hidden />
      <span className="min-w-0 flex-1 basis-52">
        <b className="font-semibold">{words.title}</b> {words.text} {/* not read out again with every second */}
        <span aria-hidden className="whitespace-nowrap tabular-nums">
          {counted()}
        </span>
      </span>
      {words.action === "retry-agent" && canRetry ? (
        <Button size="sm" onClick={onRetry}>
          Retry now
        </Button>
      ) : null}
      {words.action === "reconnect" ? (
        <Button size="sm" onClick={onReconnect}>
          Retry now
        </Button>
      ) : null}
      {words.action === "sign-in" ? (
        <Button size="sm" asChild>
          <a href="/sign-in">Sign in</a>
        </Button>
      ) : null}
    </Banner>
  );
}
