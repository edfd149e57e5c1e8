"use client";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { AgentCommand } from "@/lib/domain/command";
import { ComposerFoot } from "./composer-foot";
import { matchCommands, parseInput } from "./parse-input";
import { PasteOfferLine } from "./paste-offer";
import { SlashList } from "./slash-list";
import { useSoftKeyboard } from "./use-soft-keyboard";
import { useStopKeys } from "./use-stop-keys";
import { useWriting } from "./use-writing";

type Props = {
  sessionId: string;
  commands: readonly AgentCommand[];
  /** What this person wrote here before, oldest first. */
  history: readonly string[];
  /** A turn runs: what is sent waits in the queue, and Stop is there. */
  isRunning: boolean;
  isStopping: boolean;
  canStop: boolean;
  onMessage: (text: string) => void;
  onCommand: (command: string, args: string[]) => void;
  onStop: () => void;
  onProblem: (words: string | null) => void;
};

/** Safari ends a composition before its Enter arrives, and marks that key as 229. */
const isComposing = ({ nativeEvent }: KeyboardEvent): boolean => nativeEvent.isComposing || nativeEvent.keyCode === 229;

/** Where a person writes: Enter sends, Shift+Enter makes a line; the draft survives a reload. */
export function Composer({ sessionId, commands, history, isRunning, isStopping, canStop, onMessage, onCommand, onStop, onProblem }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const { text, isReady, offer, ...writing } = useWriting({ sessionId, field, history, onProblem });
  const [selected, setSelected] = useState(0);
  const [isListClosed, setListClosed] = useState(false);
  const isSoft = useSoftKeyboard();
  const isArmed = useStopKeys(isRunning && canStop && !isStopping, onStop);
  const offered = isListClosed ? [] : matchCommands(text, commands);
  const current = offered[Math.min(selected, offered.length - 1)];

  const openList = () => {
    setSelected(0);
    setListClosed(false);
  };
  const pick = (command: AgentCommand) => {
    writing.put(`/${command.name} `);
    openList();
    field.current?.focus();
  };
  const submit = () => {
    const input = parseInput(text, commands);
    if (input.kind === "refused") onProblem(input.words);
    if (input.kind === "empty" || input.kind === "refused") return;
    writing.put("");
    openList();
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
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    const sends = event.key === "Enter" && !event.shiftKey && !event.altKey && (!isSoft || event.ctrlKey || event.metaKey);
    if (onListKey(event) || writing.onHistoryKey(event)) event.preventDefault();
    else if (sends) {
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
          enterKeyHint={isSoft ? "enter" : "send"}
          placeholder={commands.length > 0 ? "Message, or / for commands" : "Message"}
          onChange={(event) => {
            writing.onChange(event.target);
            openList();
          }}
          onPaste={writing.onPaste}
          onKeyDown={onKeyDown}
          className="block field-sizing-content max-h-[40dvh] min-h-[38px] w-full resize-none overflow-y-auto bg-transparent px-3 pt-2.5 pb-1 text-md leading-[21px] outline-none max-md:text-[16px]"
        />
        {offer ? <PasteOfferLine words={offer.words} onFence={writing.fence} onDismiss={writing.dropOffer} /> : null}
        <ComposerFoot {...{ isRunning, isStopping, canStop, isArmed, isReady, onStop }} onSend={submit} />
      </div>
    </div>
  );
}
