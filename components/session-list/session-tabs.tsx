"use client";
import { ArchiveIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";

export type SessionTab = { label: string; count: number | null; href: string; isHere: boolean };

/** Which sessions: one's own, or all of a project. Where they do not fit beside each other, the one that is here is in sight. */
export function SessionTabs({ tabs }: { tabs: SessionTab[] }) {
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
