import type { ReactNode } from "react";

/** A page's name and what one can do on it; on a small screen the menu's button stands to its left. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex h-header shrink-0 items-center gap-2.5 border-b pr-3.5 pl-14 lg:pl-5">
      <h1 className="min-w-0 truncate text-md font-semibold tracking-tight">{title}</h1>
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </header>
  );
}

/** The scrolling part of a page under its header. */
export function PageBody({ children, narrow = false }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className={`mx-auto w-full px-4 py-5 md:px-5 ${narrow ? "max-w-[760px]" : "max-w-[1180px]"}`}>{children}</div>
    </div>
  );
}
