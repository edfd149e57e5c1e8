"use client";
import { FoldLine } from "@/components/transcript/fold-line";
import { CommandAnswer } from "@/components/transcript/later";
import { useKept } from "@/components/transcript/list/kept";
import { SpineEvent } from "@/components/transcript/spine-event";
import { useWhole } from "@/components/transcript/use-whole";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { CommandAnswer as Answer, CommandItem } from "@/lib/domain/transcript/transcript-types";

function wholeAnswer(answer: Answer, whole: SessionEvent | null): Answer {
  if (whole?.kind === "command_answered") return { ...answer, message: whole.payload.message, result: whole.payload.result };
  return whole?.kind === "error_reported" ? { ...answer, message: whole.payload.message } : answer;
}

/** A slash command and what the agent answered. */
export function CommandLine({ item }: { item: CommandItem }) {
  const [isOpen, setIsOpen] = useKept(`open-${item.seq}`, true);
  const { whole, button } = useWhole(item.answer?.seq ?? item.seq, item.answer?.cut);
  const answer = item.answer && wholeAnswer(item.answer, whole);
  return (
    <SpineEvent mark="read" opens>
      <FoldLine
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
        name={`/${[item.command, ...item.args].join(" ")}`}
        summary={item.by ? `by ${item.by.name}` : undefined}
        facts={answer ? undefined : "waits for its answer"}
      />
      {isOpen && answer ? (
        <div className="mt-1 overflow-hidden rounded-md border bg-card">
          {answer.isError ? (
            <p className="px-3 py-2 text-failed wrap-anywhere whitespace-pre-wrap">{answer.message}</p>
          ) : (
            <CommandAnswer message={answer.message} result={answer.result} at={answer.at} />
          )}
          {button ? <div className="border-t px-3">{button}</div> : null}
        </div>
      ) : null}
    </SpineEvent>
  );
}
