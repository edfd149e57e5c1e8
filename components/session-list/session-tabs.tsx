import { ArchiveIcon } from "lucide-react";
import { Link } from "@/components/ui/link";

export type SessionTab = { label: string; count: number | null; href: string; isHere: boolean };

/** Which sessions: one's own, or all of a project. */
export function SessionTabs({ tabs }: { tabs: SessionTab[] }) {
  return (
    <nav
      aria-label="Which sessions"
      className="flex max-w-full overflow-x-auto rounded-md border border-input bg-card [scrollbar-width:none]"
    >
      {tabs.map(({ label, count, href, isHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className="flex h-8 shrink-0 outline-offset-[-2px] items-center gap-1.5 border-r px-3 font-medium last:border-r-0 hover:bg-accent aria-[current]:bg-primary-soft aria-[current]:text-primary pointer-coarse:h-11"
        >
          {label}
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
