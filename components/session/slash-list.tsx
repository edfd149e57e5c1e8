import { cn } from "@/components/ui/cn";
import type { AgentCommand } from "@/lib/domain/command";

type Props = { id: string; commands: readonly AgentCommand[]; selected: number; onPick: (command: AgentCommand) => void };

/** The agent's commands while one is being typed; the keys stay with the composer. */
export function SlashList({ id, commands, selected, onPick }: Props) {
  return (
    <div className="absolute right-0 bottom-full left-0 z-10 mb-0.5 max-w-[560px] overflow-hidden rounded-lg bg-popover shadow-pop">
      <div className="flex items-center px-3 pt-2 pb-1 text-2xs font-medium tracking-wide text-muted-foreground uppercase">Commands</div>
      <div id={id} role="listbox" aria-label="Commands" className="max-h-60 overflow-y-auto">
        {commands.map((command, index) => (
          <div
            key={command.name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === selected}
            onPointerDown={(event) => {
              event.preventDefault();
              onPick(command);
            }}
            className={cn(
              "flex min-h-[30px] cursor-pointer items-center gap-2.5 px-3 pointer-coarse:min-h-11",
              index === selected && "bg-accent shadow-[inset_2px_0_var(--primary)]",
            )}
          >
            <code className="min-w-[92px] font-mono text-code font-medium text-primary">/{command.name}</code>
            <span className="min-w-0 truncate">{command.description}</span>
            {command.hint ? <span className="ml-auto truncate pl-2 text-xs text-muted-foreground">{command.hint}</span> : null}
          </div>
        ))}
      </div>
      <div className="flex gap-3.5 border-t px-3 py-1.5 text-2xs text-muted-foreground max-md:hidden">
        <span>↑ ↓ choose</span>
        <span>Tab fill in</span>
        <span>Esc close</span>
      </div>
    </div>
  );
}
