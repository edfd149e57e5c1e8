import { cn } from "@/components/ui/cn";
import { Mark, type MarkName } from "@/components/ui/marks";

const STORY: readonly (readonly [mark: MarkName, words: string, time: string, colour: string])[] = [
  ["answer", "Limit sign-in attempts, 5 in 15 minutes", "09:12:00", "text-foreground"],
  ["thinking", "Thought for 8 s", "09:12:04", "text-thinking"],
  ["read", "View src/auth/login.rs", "09:12:14", "text-tool"],
  ["read", "View migrations/0007_users.sql", "09:12:22", "text-tool"],
  ["edit", "Edit src/auth/login.rs, +7 −2", "09:12:47", "text-done"],
  ["failure", "cargo test failed, exit 101", "09:13:10", "text-failed"],
  ["run", "Delegated to rust-reviewer", "09:13:44", "text-tool"],
  ["edit", "Edit tests/auth.rs, +1 −1", "09:44:30", "text-done"],
  ["shell", "cargo test, 3 passed", "09:45:00", "text-done"],
  ["question", "Asked Mara: apply to staging?", "09:45:28", "text-waiting"],
  ["answer", "Done, $0.4208", "09:48:02", "text-agent"],
];

/** What the dashboard is about, in its own marks: one turn on its spine. An illustration; nothing in it happened. */
export function SpineStory() {
  return (
    <div aria-hidden className="grid w-[min(520px,100%)] gap-10">
      <div className="spine-line relative grid gap-[3px] before:absolute before:top-5 before:bottom-4 before:left-[9px] before:w-0.5 before:bg-border-strong">
        {STORY.map(([mark, words, time, colour], index) => (
          <div key={time} className="relative grid h-[34px] grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-4">
            <span className={cn("grid size-5 place-items-center bg-sidebar", mark === "question" ? "text-waiting-line" : colour)}>
              <Mark name={mark} className="size-3.5" />
            </span>
            <span
              className={cn(
                "truncate",
                ["text-thinking", "text-tool"].includes(colour) ? "text-sidebar-foreground" : colour,
                index === 0 && "text-prose font-medium",
                mark === "answer" && "font-medium",
              )}
            >
              {words}
            </span>
            <span className="text-2xs text-muted-foreground tabular-nums">{time}</span>
          </div>
        ))}
      </div>
      <p className="pl-9 text-xl leading-[30px] font-semibold tracking-title">
        One log. <span className="block font-normal text-muted-foreground">What runs now, what ran then, and what it cost.</span>
      </p>
    </div>
  );
}
