import { cn } from "@/components/ui/cn";
import type { CommandResult } from "./command-result";

const TOOLS_SHOWN = 40;
const cell = "px-3 py-1.5 text-left align-top font-normal";

/** The agent's tool servers: how each is, and what it brings. */
export function CommandMcp({ mcp: { servers, total } }: { mcp: Extract<CommandResult, { kind: "mcp" }> }) {
  const hasHealth = servers.some(({ health }) => health !== "");
  return (
    <section aria-label="Tool servers" className="overflow-x-auto" tabIndex={0}>
      <table className="w-full border-collapse text-xs">
        <thead className="text-muted-foreground">
          <tr>
            <th className={cell}>Server</th>
            {hasHealth ? <th className={cell}>State</th> : null}
            <th className={cell}>Tools{total === null ? "" : ` (${total.toLocaleString("en")})`}</th>
          </tr>
        </thead>
        <tbody>
          {servers.map(({ name, health, kind, tools, trouble }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a server's name comes from the agent and may be there twice
            <tr key={index} className="border-t">
              <th scope="row" className={cn(cell, "font-mono whitespace-nowrap")}>
                {name || "unnamed"}
              </th>
              {hasHealth ? (
                <td className={cn(cell, "whitespace-nowrap")}>
                  <span className={health === "running" ? "text-done" : "text-failed"}>{health || "not said"}</span>
                  {kind ? <span className="text-muted-foreground"> · {kind}</span> : null}
                  {trouble ? <span className="block text-interrupted">{trouble}</span> : null}
                </td>
              ) : null}
              <td className={cn(cell, "min-w-48 font-mono wrap-anywhere")}>
                {tools.slice(0, TOOLS_SHOWN).join(", ") || <span className="font-sans text-muted-foreground">none</span>}
                {tools.length > TOOLS_SHOWN ? (
                  <span className="font-sans text-muted-foreground"> and {tools.length - TOOLS_SHOWN} more</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
