"use client";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { PasteOfferLine, SettingPickers, SuggestionList } from "@/components/session/side/side-panels";
import { SOFT_KEYBOARD, useMedia } from "@/components/session/use-media";
import { isComposing } from "@/components/ui/forms/is-composing";
import { ComposerFoot } from "./composer-foot";
import type { Writable } from "./palette-offers";
import { parseInput } from "./parse-input";
import { PromptMenu } from "./prompt-menu";
import { useFocusAtFirst } from "./use-focus-at-first";
import { useGrownField } from "./use-grown-field";
import { usePalette } from "./use-palette";
import type { SavedPrompts } from "./use-saved-prompts";
import { useStopKeys } from "./use-stop-keys";
import { useWriting } from "./use-writing";

type Props = {
  sessionId: string;
  personId: number;
  /** What the palette can offer. */
  sources: Omit<Writable, "prompts">;
  saved: SavedPrompts;
  /** What this person wrote here before, oldest first. */
  history: readonly string[];
  /** Nothing was said yet: writing is what one comes for. */
  isFirst: boolean;
  /** A turn runs: what is sent waits in the queue, and Stop is there. */
  isRunning: boolean;
  isStopping: boolean;
  canStop: boolean;
  onMessage: (text: string) => void;
  /** True when it was taken. */
  onCommand: (command: string, args: string[]) => Promise<boolean>;
  onStop: () => void;
  onProblem: (words: string | null) => void;
};

/** Where a person writes: Enter sends, Shift+Enter makes a line; the draft survives a reload. */
export function Composer({
  sessionId,
  personId,
  sources,
  saved,
  history,
  isFirst,
  isRunning,
  isStopping,
  canStop,
  onMessage,
  onCommand,
  onStop,
  onProblem,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const { text, isReady, offer, ...writing } = useWriting({ sessionId, personId, field, history, onProblem });
  const isSoft = useMedia(SOFT_KEYBOARD);
  useFocusAtFirst(field, isFirst);
  useGrownField(field, text);
  const isArmed = useStopKeys(isRunning && canStop && !isStopping, onStop);
  const palette = usePalette(sessionId, { text, ...writing }, { ...sources, prompts: saved.prompts });
  // A draft that was there when the page opened is not being written.
  const [wasEntered, setEntered] = useState(false);
  const offered = wasEntered ? palette.offered : null;
  const { selected } = palette;

  // Three menus that no key changes.
  const pickers = useMemo(() => <SettingPickers {...sources} onCommand={onCommand} />, [sources, onCommand]);

  const insert = (prompt: string) =>
    writing.put(text.slice(0, writing.caret) + prompt + text.slice(writing.caret), writing.caret + prompt.length);
  const submit = () => {
    const input = parseInput(text, sources.commands);
    if (input.kind === "refused") onProblem(input.words);
    if (input.kind === "empty" || input.kind === "refused") return;
    writing.put("");
    if (input.kind === "message") onMessage(input.text);
    else void onCommand(input.command, input.args).then((isTaken) => isTaken || writing.putBack(text));
  };
  // The button goes with the turn; what one does after a stop is write.
  const stop = () => {
    onStop();
    if (!isSoft) field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    const sends = event.key === "Enter" && !event.shiftKey && !event.altKey && (!isSoft || event.ctrlKey || event.metaKey);
    if (palette.onKey(event) || writing.onHistoryKey(event)) event.preventDefault();
    else if (event.key === "Escape" && !isRunning) document.getElementById("main")?.focus();
    else if (sends) {
      event.preventDefault();
      submit();
    }
  };

  return (
    <div className="relative">
      {offered ? <SuggestionList id={listId} offered={offered} selected={selected} onPick={palette.pick} /> : null}
      <span role="status" className="sr-only">
        {offered ? `${offered.items.length} ${offered.items.length === 1 ? "suggestion" : "suggestions"}: ${offered.title}` : ""}
      </span>
      <div className="rounded-lg border border-input bg-card shadow-sm focus-within:border-ring focus-within:ring-3 focus-within:ring-ring/35">
        <textarea
          ref={field}
          aria-label="Message"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={offered ? listId : undefined}
          aria-activedescendant={offered && selected >= 0 ? `${listId}-${selected}` : undefined}
          rows={1}
          value={text}
          enterKeyHint={isSoft ? "enter" : "send"}
          placeholder={sources.commands.length > 0 ? "Message, / for commands, @ for paths" : "Message, @ for paths"}
          onChange={(event) => writing.onChange(event.target)}
          onFocus={() => {
            setEntered(true);
            saved.load();
          }}
          onSelect={(event) => writing.setCaret(event.currentTarget.selectionStart)}
          onPaste={writing.onPaste}
          onKeyDown={onKeyDown}
          className="block field-sizing-content max-h-[min(40dvh,(100dvh-260px)*0.6)] min-h-[38px] w-full resize-none overflow-y-auto bg-transparent px-3 pt-2.5 pb-1 text-md leading-[21px] not-forced-colors:outline-none touch:text-[16px] max-[22rem]:placeholder:text-[15px]"
        />
        {offer ? <PasteOfferLine text={text} offer={offer} onFence={writing.fence} onDismiss={writing.dropOffer} /> : null}
        <ComposerFoot {...{ isRunning, isStopping, canStop, isArmed, isReady }} onStop={stop} onSend={submit}>
          <PromptMenu saved={saved} text={text} onInsert={insert} onFocus={() => field.current?.focus()} />
          {pickers}
        </ComposerFoot>
      </div>
    </div>
  );
}
