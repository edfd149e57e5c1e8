"use client";
import { ArrowUp, Square } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { AgentCommand } from "@/lib/domain/command";
import { matchCommands, parseInput } from "./parse-input";
import { SlashList } from "./slash-list";
import { useDraft } from "./use-draft";

type Props = {
  sessionId: string;
  commands: readonly AgentCommand[];
  /** A turn runs: what is sent waits in the queue, and Stop is there. */
  isRunning: boolean;
  isStopping: boolean;
  canStop: boolean;
  onMessage: (text: string) => void;
  onCommand: (command: string, args: string[]) => void;
  onStop: () => void;
  onProblem: (words: string | null) => void;
};

/** Where a person writes: Enter sends, Shift+Enter makes a line; the draft survives a reload. */
export function Composer({ sessionId, commands, isRunning, isStopping, canStop, onMessage, onCommand, onStop, onProblem }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const { text, setText, isReady } = useDraft(sessionId, field);
  const [selected, setSelected] = useState(0);
  const [isListClosed, setListClosed] = useState(false);
  const offered = isListClosed ? [] : matchCommands(text, commands);
  const current = offered[Math.min(selected, offered.length - 1)];

  const change = (next: string) => {
    setText(next);
    setSelected(0);
    setListClosed(false);
    onProblem(null);
  };
  const pick = (command: AgentCommand) => {
    change(`/${command.name} `);
    field.current?.focus();
  };
  const submit = () => {
    const input = parseInput(text, commands);
    if (input.kind === "refused") onProblem(input.words);
    if (input.kind === "empty" || input.kind === "refused") return;
    change("");
    if (input.kind === "message") onMessage(input.text);
    else onCommand(input.command, input.args);
  };
  const onListKey = (event: KeyboardEvent): boolean => {
    if (!current) return false;
    if (event.key === "ArrowDown") setSelected((selected + 1) % offered.length);
    else if (event.key === "ArrowUp") setSelected((selected + offered.length - 1) % offered.length);
    else if (event.key === "Escape") setListClosed(true);
    else if (event.key === "Tab" || (event.key === "Enter" && text !== `/${current.name}`)) pick(current);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (onListKey(event)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  };

  return (
    <div className="relative">
      {offered.length > 0 ? (
        <SlashList id={listId} commands={offered} selected={Math.min(selected, offered.length - 1)} onPick={pick} />
      ) : null}
      <div className="rounded-lg border border-input bg-card shadow-sm focus-within:border-ring focus-within:ring-3 focus-within:ring-ring/35">
        <textarea
          ref={field}
          aria-label="Message"
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? listId : undefined}
          aria-activedescendant={current ? `${listId}-${offered.indexOf(current)}` : undefined}
          rows={1}
          value={text}
          readOnly={!isReady}
          enterKeyHint="send"
          placeholder={commands.length > 0 ? "Message, or / for commands" : "Message"}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="block field-sizing-content max-h-[40dvh] min-h-[38px] w-full resize-none overflow-y-auto bg-transparent px-3 pt-2.5 pb-1 text-md leading-[21px] outline-none max-md:text-[16px]"
        />
        <div className="flex items-center gap-1.5 py-1 pr-1.5 pl-3">
          <span className="min-w-0 truncate text-xs text-muted-foreground max-md:hidden">
            {isRunning ? "Enter adds it to the queue" : "Enter sends · Shift+Enter makes a new line"}
          </span>
          <span className="ml-auto flex items-center gap-1.5">
            {isRunning && canStop ? (
              <Button onClick={onStop} disabled={isStopping} className="max-md:h-10">
                <Square aria-hidden className="fill-current" />
                Stop
              </Button>
            ) : null}
            <Button
              variant="primary"
              size="icon"
              aria-label="Send"
              title="Send"
              onClick={submit}
              disabled={!isReady}
              className="max-md:size-10"
            >
              <ArrowUp aria-hidden />
            </Button>
          </span>
        </div>
      </div>
    </div>
  );
}
