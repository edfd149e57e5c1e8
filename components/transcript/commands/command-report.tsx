import { CommandFigures, durationWords, type Figure, usdWords } from "./command-info";
import type { CommandResult } from "./command-result";

const cell = "px-3 py-1.5 text-left align-top font-normal";
const figure = `${cell} text-right whitespace-nowrap tabular-nums`;

/** What each request took and cost by the agent's own count. */
export function CommandReport({ report: { rows, hidden, totals } }: { report: Extract<CommandResult, { kind: "report" }> }) {
  const figures: Figure[] = [
    { label: "Cost", value: usdWords(totals.total_cost) },
    { label: "Tool calls", value: typeof totals.total_tool_calls === "number" ? totals.total_tool_calls.toLocaleString("en") : "" },
    { label: "Time", value: durationWords(totals.total_task_time_ms) },
    { label: "Model time", value: durationWords(totals.total_ai_time_ms) },
  ];
  return (
    <div>
      <CommandFigures figures={figures.filter(({ value }) => value !== "")} />
      {rows.length > 0 ? (
        <section aria-label="Requests" className="max-h-96 overflow-auto border-t" tabIndex={0}>
          <table className="w-full border-collapse text-xs">
            <thead className="text-muted-foreground">
              <tr>
                <th className={cell}>Request</th>
                <th className={cell}>Tools</th>
                <th className={figure}>Time</th>
                <th className={figure}>Your time</th>
                <th className={figure}>Cost</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ request, tools, time, humanMinutes, cost }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows are an answer, they never change their order
                <tr key={index} className="border-t">
                  <td className={`${cell} max-w-72 truncate`} title={request}>
                    {request}
                  </td>
                  <td className={`${cell} max-w-40 truncate font-mono`} title={tools}>
                    {tools}
                  </td>
                  <td className={figure}>{time}</td>
                  <td className={figure}>{humanMinutes === null ? "" : durationWords(Math.round(humanMinutes * 60) * 1_000)}</td>
                  <td className={figure}>{usdWords(cost) || cost}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {hidden > 0 ? <p className="border-t px-3 py-1 text-xs text-muted-foreground">and {hidden.toLocaleString("en")} more</p> : null}
    </div>
  );
}
