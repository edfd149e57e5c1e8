import { formatTokens } from "@/components/ui/format";
import type { CommandResult } from "./command-result";

type Props = { context: Extract<CommandResult, { kind: "context" }> };

/** What the model is sent, message by message, each with its share of the whole. */
export function CommandContext({ context: { messages, filter, total, hidden } }: Props) {
  return (
    <div>
      <p className="px-3 pt-2 pb-1 text-xs text-muted-foreground">
        {total.toLocaleString("en")} {total === 1 ? "message" : "messages"}
        {filter && filter !== "all" ? `, of these the ${filter} ones` : ""}. Weights are characters: what they are in tokens is the model's
        to count.
      </p>
      <ol className="max-h-96 overflow-y-auto">
        {messages.map(({ role, text, size, share }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is an answer, it never changes its order
          <li key={index} className="grid grid-cols-[84px_minmax(0,1fr)_92px] items-center gap-x-3 border-t px-3 py-1 text-xs">
            <span className="truncate font-medium" title={role}>
              {role || "unknown"}
            </span>
            <span className="truncate text-muted-foreground" title={text}>
              {text || "nothing"}
            </span>
            <span className="flex items-center justify-end gap-2 tabular-nums" title={`${size.toLocaleString("en")} characters`}>
              <span aria-hidden className="h-1.5 w-9 overflow-hidden rounded-full bg-secondary">
                <span className="block h-full bg-primary" style={{ width: `${Math.max(share * 100, size > 0 ? 3 : 0)}%` }} />
              </span>
              <span className="w-11 text-right">{formatTokens(size)}</span>
            </span>
          </li>
        ))}
      </ol>
      {hidden > 0 ? <p className="border-t px-3 py-1 text-xs text-muted-foreground">and {hidden.toLocaleString("en")} more</p> : null}
    </div>
  );
}
