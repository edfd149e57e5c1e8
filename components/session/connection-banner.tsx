"use client";
import { CircleAlert, Hourglass, WifiOff } from "lucide-react";
import { useNow } from "@/components/transcript/use-now";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { ConnectionWords } from "./connection-words";

const icons = { info: Hourglass, warn: WifiOff, bad: CircleAlert } as const;

type Props = { words: ConnectionWords | null; canRetry: boolean; onRetry: () => void; onReconnect: () => void };

/** The strip under the header while a connection is not as it should be; the transcript stays readable under it. */
export function ConnectionBanner({ words, canRetry, onRetry, onReconnect }: Props) {
  const now = useNow(words?.retryAt != null);
  if (!words) return null;
  const Icon = icons[words.tone];
  const seconds = words.retryAt !== null && now !== null ? Math.max(0, Math.ceil((words.retryAt - now) / 1_000)) : null;
  return (
    <Banner tone={words.tone} role="status">
      <Icon aria-hidden />
      <span className="min-w-0 flex-1">
        <b className="font-semibold">{words.title}</b> {words.text}
        {seconds === null ? null : <span className="tabular-nums"> Next try in {seconds} s.</span>}
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
