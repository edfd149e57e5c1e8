import { ChevronLeftIcon, ChevronRightIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/reach/link";

type HeaderProps = { title: string; above?: { href: string; label: string }; children?: ReactNode };

/** A page's name and what one can do on it; on a phone the menu's button stands to its left. */
export function PageHeader({ title, above, children }: HeaderProps) {
  return (
    <header className="flex h-header shrink-0 items-center gap-2.5 border-b pr-4 pl-14 md:px-5">
      {above && (
        <nav aria-label="Above this page" className="flex shrink-0 items-center gap-1.5 text-muted-foreground max-sm:-mx-2.5">
          <Link href={above.href} className="flex items-center hover:text-foreground hover:underline max-sm:size-11 max-sm:justify-center">
            <ChevronLeftIcon aria-hidden className="size-4 sm:hidden" />
            <span className="max-sm:sr-only">{above.label}</span>
          </Link>
          <ChevronRightIcon aria-hidden className="size-3.5 max-sm:hidden" />
        </nav>
      )}
      <h1 className="min-w-0 truncate text-md font-semibold tracking-title" title={title}>
        {title}
      </h1>
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}

const WIDTHS = { list: "max-w-[1280px]", settings: "max-w-[960px]", form: "max-w-[640px]" };

/** The scrolling part of a page under its header. */
export function PageBody({ children, width = "list" }: { children: ReactNode; width?: keyof typeof WIDTHS }) {
  return (
    <div className="@container min-h-0 flex-1 scroll-py-2 overflow-y-auto">
      <div className={`mx-auto w-full px-4 py-5 md:px-5 ${WIDTHS[width]}`}>{children}</div>
    </div>
  );
}

/** A part of a settings page: what it is about on the left where there is room, its controls on the right. */
export function PageSection({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-x-10 gap-y-3 border-b py-6 first:pt-1 last:border-b-0 @4xl:grid-cols-[260px_minmax(0,1fr)]">
      <div>
        <h2 className="text-md font-semibold tracking-title">{title}</h2>
        {about && <p className="mt-1 max-w-prose text-xs leading-[18px] text-muted-foreground">{about}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
