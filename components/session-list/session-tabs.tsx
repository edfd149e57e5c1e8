"use client";
import { ArchiveIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { isComposing } from "@/components/ui/forms/is-composing";
import { Link } from "@/components/ui/reach/link";
import { useGo } from "@/components/ui/reach/use-go";
import { countOf } from "@/lib/domain/text/count-of";
import { fewTabs, type SessionTab } from "./few-tabs";

/** The places themselves. Where they do not fit beside each other, the one that is here is in sight. */
function TabStrip({ tabs }: { tabs: readonly SessionTab[] }) {
  const strip = useRef<HTMLElement>(null);
  const here = tabs.find(({ isHere }) => isHere)?.href;
  useEffect(() => {
    const tab = here === undefined ? null : strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (strip.current && tab) strip.current.scrollLeft = tab.offsetLeft - (strip.current.clientWidth - tab.offsetWidth) / 2;
  }, [here]);
  return (
    <nav
      ref={strip}
      aria-label="Which sessions"
      className="relative flex max-w-full overflow-x-auto rounded-md border border-input bg-card [scrollbar-width:thin]"
    >
      {tabs.map(({ label, count, href, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className="flex h-8 shrink-0 outline-offset-[-2px] items-center gap-1.5 border-r px-3 font-medium last:border-r-0 hover:bg-accent aria-[current]:bg-primary-soft aria-[current]:text-primary pointer-coarse:h-11"
        >
          <span className="max-w-60 truncate" title={label}>
            {label}
          </span>
          {count !== null && <span className="text-xs font-normal text-muted-foreground tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** Which sessions: one's own, or all of a project. Many projects are found by a part of their name. */
export function SessionTabs({ tabs }: { tabs: readonly SessionTab[] }) {
  const go = useGo();
  const [text, setText] = useState("");
  const { shown, first, fits, more } = fewTabs(tabs, text);
  const here = tabs.find(({ isHere }) => isHere)?.href;
  // It was found: the next one is looked for anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what ends the search
  useEffect(() => setText(""), [here]);
  if (shown === tabs) return <TabStrip tabs={tabs} />;
  return (
    <>
      <TabStrip tabs={shown} />
      <search className="flex items-center gap-3 max-sm:w-full max-sm:flex-wrap">
        <Input
          type="search"
          aria-label="Find a project"
          placeholder={`Find one of ${countOf(tabs.length - 1, "project")}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event) && first && text.trim() !== "") go(first.href);
          }}
          className="sm:w-52"
        />
        <span role="status" className="text-xs text-muted-foreground">
          {fits === 0 ? "No project has this in its name." : more > 0 ? `${countOf(more, "more project")} not shown` : null}
        </span>
      </search>
    </>
  );
}

/** Swaps the active sessions for the archived ones and back. */
export function ArchiveToggle({ href, isOn }: { href: string; isOn: boolean }) {
  return (
    <Link
      href={href}
      aria-current={isOn ? "true" : undefined}
      className="flex h-[34px] items-center gap-1.5 rounded-md border bg-card px-3 font-medium text-muted-foreground hover:bg-accent aria-[current]:border-primary/35 aria-[current]:bg-primary-soft aria-[current]:text-primary pointer-coarse:h-[46px] [&_svg]:size-4"
    >
      <ArchiveIcon aria-hidden />
      Archived
    </Link>
  );
}
