"use client";
import { Tag } from "@/components/ui/tag";
import type { QuestionItem } from "@/lib/domain/transcript/transcript-types";
import { KeyValues } from "./key-values";
import { useScene } from "./scene";
import { SpineEvent } from "./spine-event";

const done = { accept: "Accepted", decline: "Declined", cancel: "Cancelled" } as const;

/** A tool's question: a form while it waits, then what was answered and by whom. */
export function QuestionLine({ item }: { item: QuestionItem }) {
  const { questionForm } = useScene();
  const { state } = item;
  if (state.kind === "open") {
    return (
      <SpineEvent mark="question" tone="waiting">
        {questionForm(item) ?? (
          <div className="rounded-lg border border-waiting-line bg-card px-3 py-2">
            <p className="font-medium wrap-anywhere">{item.message}</p>
            <p className="text-xs text-muted-foreground">Waits for an answer from who writes in this session.</p>
          </div>
        )}
      </SpineEvent>
    );
  }
  const hasContent =
    state.kind === "answered" &&
    state.action === "accept" &&
    typeof state.content === "object" &&
    state.content !== null &&
    Object.keys(state.content).length > 0;
  return (
    <SpineEvent mark="question">
      <div className="rounded-md border bg-card">
        <div className="flex flex-wrap items-center gap-x-2 px-3 py-1.5">
          <span className="min-w-0 wrap-anywhere">{item.message || "A question"}</span>
          {item.server ? <Tag>{item.server}</Tag> : null}
          <span className="text-xs text-muted-foreground">
            {state.kind === "answered" ? `${done[state.action]} by ${state.by.name}` : `Closed without an answer: ${state.reason}`}
          </span>
        </div>
        {item.url ? (
          <bdi className="block max-h-24 overflow-y-auto border-t px-3 py-1.5 font-mono text-xs text-muted-foreground wrap-anywhere">
            {item.url.slice(0, 2_000)}
          </bdi>
        ) : null}
        {hasContent ? (
          <div className="border-t">
            <KeyValues value={state.content} />
          </div>
        ) : null}
      </div>
    </SpineEvent>
  );
}
