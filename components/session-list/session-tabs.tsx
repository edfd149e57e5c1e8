import Link from "next/link";

export type SessionTab = { label: string; count: number | null; href: string; isHere: boolean };

/** Which sessions: one's own, or all of a project. */
export function SessionTabs({ tabs }: { tabs: SessionTab[] }) {
  return (
    <nav aria-label="Which sessions" className="flex max-w-full overflow-x-auto rounded-md border bg-card">
      {tabs.map(({ label, count, href, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className="flex h-[32px] shrink-0 items-center gap-1.5 border-r px-3 font-medium last:border-r-0 hover:bg-accent aria-[current]:bg-primary-soft aria-[current]:text-primary pointer-coarse:h-11"
        >
          {label}
          {count !== null && <span className="text-xs font-normal text-muted-foreground tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
