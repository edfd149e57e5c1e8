import { ArrowUp, Square } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  isRunning: boolean;
  isStopping: boolean;
  canStop: boolean;
  /** Esc was pressed once. */
  isArmed: boolean;
  isReady: boolean;
  onStop: () => void;
  onSend: () => void;
  children?: ReactNode;
};

function hintsOf({ isRunning, isArmed, canStop }: Props): string[] {
  if (isArmed) return ["Press Esc again to stop"];
  if (isRunning) return canStop ? ["Enter adds it to the queue", "Esc twice stops"] : ["Enter adds it to the queue"];
  return ["Enter sends", "Shift+Enter makes a new line"];
}

/** What the keys do, one after the other; what does not fit whole wraps out of sight, the first as well: something without width stands before it. */
function Hints({ hints }: { hints: string[] }) {
  return (
    <span className="flex h-4 min-w-0 flex-wrap overflow-hidden pl-1.5 text-xs before:h-4 before:content-[''] whitespace-pre text-muted-foreground max-md:hidden soft-keyboard:hidden">
      {hints.map((hint, index) => (
        <span key={hint} className="shrink-0">
          {index > 0 ? " · " : ""}
          {hint}
        </span>
      ))}
    </span>
  );
}

/** Under the text: what the keys do, and the buttons. */
export function ComposerFoot(props: Props) {
  const { isRunning, isStopping, canStop, isArmed, isReady, onStop, onSend, children } = props;
  return (
    <div className="flex min-w-0 items-center gap-1.5 py-1 pr-1.5 pl-1.5">
      {children}
      <Hints hints={hintsOf(props)} />
      <span role="status" className="sr-only">
        {isArmed ? "Press Esc again to stop" : ""}
      </span>
      <span className="ml-auto flex items-center gap-1.5">
        {isRunning && canStop ? (
          <Button onClick={onStop} isBusy={isStopping} className="max-md:h-10">
            <Square aria-hidden className="size-2.5! fill-current" />
            Stop
          </Button>
        ) : null}
        <Button
          variant="primary"
          size="icon"
          aria-label="Send"
          title="Send"
          onClick={onSend}
          disabled={!isReady}
          className="max-md:size-10"
        >
          <ArrowUp aria-hidden />
        </Button>
      </span>
    </div>
  );
}
