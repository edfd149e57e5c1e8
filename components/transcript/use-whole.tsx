"use client";
import { type ReactNode, useState } from "react";
import type { SessionEvent } from "@/lib/domain/session-event";
import type { Cut } from "@/lib/domain/transcript-types";
import { useScene } from "./scene";

type State = { kind: "preview" } | { kind: "loading" } | { kind: "whole"; event: SessionEvent } | { kind: "failed" };

/** The whole of a preview on demand: the event once it is here, and the button that fetches it while it is not. */
export function useWhole(seq: number, cut: Cut): { whole: SessionEvent | null; button: ReactNode } {
  const { loadEvent } = useScene();
  const [state, setState] = useState<State>({ kind: "preview" });
  if (!cut || cut.length === 0) return { whole: null, button: null };
  if (state.kind === "whole") return { whole: state.event, button: null };
  const load = async () => {
    setState({ kind: "loading" });
    try {
      setState({ kind: "whole", event: await loadEvent(seq) });
    } catch {
      setState({ kind: "failed" });
    }
  };
  const length = cut.reduce((sum, field) => sum + field.length, 0);
  const button = (
    <span className="flex items-center gap-3 py-1 text-xs text-muted-foreground">
      <button type="button" className="font-medium text-primary hover:underline" disabled={state.kind === "loading"} onClick={load}>
        {state.kind === "loading" ? "Loading…" : "Show all"}
      </button>
      {state.kind === "failed"
        ? "It could not be loaded. Try again."
        : `${length.toLocaleString("en")} characters in all; this is the beginning`}
    </span>
  );
  return { whole: null, button };
}
