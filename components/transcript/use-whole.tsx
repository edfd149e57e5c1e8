"use client";
import { type ReactNode, useEffect, useState } from "react";
import { contentIn, paramsIn } from "@/lib/domain/changes/change-calls";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Cut, ToolItem } from "@/lib/domain/transcript/transcript-types";
import { focusStepAround } from "./focus-turn";
import { useKept } from "./list/kept";
import { useScene } from "./scene";

type State = "preview" | "loading" | "failed";

/** Longer ones are fetched only when a person asks. */
const FETCHED_MAX = 8_000_000;

/** A preview that says nothing by itself, as the beginning of a picture's bytes: its whole is fetched when it is drawn. */
export function useFetched(isWanted: boolean, fetchWhole: (() => void) | null): void {
  const mayFetch = isWanted && fetchWhole !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, whatever comes of it
  useEffect(() => {
    if (mayFetch) fetchWhole();
  }, [mayFetch]);
}

/** Where what was asked or answered is only a preview. */
function WholeButtons({ call, answer }: { call: ReactNode; answer: ReactNode }) {
  if (!call && !answer) return null;
  return (
    <div className="border-t px-2.5">
      {call}
      {answer}
    </div>
  );
}

type Whole = { whole: SessionEvent | null; button: ReactNode; fetchWhole: (() => void) | null };

/** The whole of a preview on demand: the event once it is here, and the button that fetches it while it is not. */
export function useWhole(seq: number, cut: Cut): Whole {
  const { loadEvent } = useScene();
  const [known, setKnown] = useKept<SessionEvent | null>(`whole-${seq}`, null);
  const [state, setState] = useState<State>("preview");
  if (!cut || cut.length === 0) return { whole: null, button: null, fetchWhole: null };
  // A call is one event until its answer comes, which is another.
  if (known?.seq === seq) return { whole: known, button: null, fetchWhole: null };
  const load = async (button?: HTMLElement) => {
    if (state === "loading") return;
    setState("loading");
    try {
      const event = await loadEvent(seq);
      if (button && document.activeElement === button) focusStepAround(button);
      setKnown(event);
    } catch {
      setState("failed");
    }
  };
  const length = cut.reduce((sum, field) => sum + field.length, 0);
  const button = (
    <span className="flex items-center gap-3 py-1 text-xs text-muted-foreground">
      <button
        type="button"
        className="font-medium text-primary hover:underline"
        aria-disabled={state === "loading"}
        onClick={({ currentTarget }) => void load(currentTarget)}
      >
        {state === "loading" ? "Loading…" : "Show all"}
      </button>
      {state === "failed"
        ? "It could not be loaded. Try again."
        : `${length.toLocaleString("en")} characters in all; this is the beginning`}
    </span>
  );
  return { whole: null, button, fetchWhole: length <= FETCHED_MAX ? () => void load() : null };
}

/** A call, the session's own or a run's, with all of it that is here, and the buttons that fetch what is not. */
export function useWholeCall({ seq, cut, params, result }: Pick<ToolItem, "seq" | "cut" | "params" | "result">) {
  const call = useWhole(seq, cut);
  const answer = useWhole(result?.seq ?? seq, result?.cut);
  return {
    params: paramsIn(call.whole, params),
    content: result ? contentIn(answer.whole, result.content) : "",
    buttons: <WholeButtons call={call.button} answer={answer.button} />,
    fetchAnswer: answer.fetchWhole,
  };
}
