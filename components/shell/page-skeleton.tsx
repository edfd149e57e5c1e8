import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g"];
const SECTIONS = ["a", "b", "c"];
const FIELDS = ["a", "b"];

/** Shown only when what comes takes its time, so that a quick page does not flicker. */
function Loading({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div role="status" aria-label="Loading" className={cn("animate-in delay-150 duration-200 fill-mode-both fade-in", className)}>
      {children}
    </div>
  );
}

/** A card of rows, each with the same in it. */
function Rows({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div className="rounded-lg border bg-card">
      {ROWS.map((key) => (
        <div key={key} className={cn("flex items-center gap-3 border-b px-3.5 last:border-b-0", className)}>
          {children}
        </div>
      ))}
    </div>
  );
}

/** Stands where a page of rows will be. */
export function PageSkeleton() {
  return (
    <Loading className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-header shrink-0 items-center border-b pr-3.5 pl-14 md:pl-5">
        <Skeleton className="h-4 w-28" />
      </div>
      <div className="mx-auto w-full max-w-[1280px] overflow-hidden px-4 py-5 md:px-5">
        <Skeleton className="mb-4 h-[34px] w-56" />
        <Rows className="py-3">
          <Skeleton className="size-3 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
          <Skeleton className="h-3.5 w-16" />
        </Rows>
      </div>
    </Loading>
  );
}

/** Stands in a page whose name is there already, where a sum and what it is of will be. */
export function SumSkeleton() {
  return (
    <Loading>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="mt-4 mb-3.5 h-3 w-64" />
      <Rows className="py-3.5">
        <Skeleton className="h-3.5 w-2/5" />
        <Skeleton className="ml-auto h-3.5 w-24" />
      </Rows>
    </Loading>
  );
}

/** Stands in a page whose name is there already, where the sections of a settings page will be. */
export function SectionsSkeleton() {
  return (
    <Loading>
      {SECTIONS.map((key) => (
        <div key={key} className="grid gap-x-10 gap-y-3 border-b py-6 first:pt-1 last:border-b-0 @4xl:grid-cols-[260px_minmax(0,1fr)]">
          <div className="grid content-start gap-2">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-3 w-4/5" />
          </div>
          <Skeleton className="h-24" />
        </div>
      ))}
    </Loading>
  );
}

/** Stands in a page whose name is there already, where a form will be. */
export function FormSkeleton() {
  return (
    <Loading className="grid gap-4">
      {FIELDS.map((key) => (
        <div key={key} className="grid gap-1.5">
          <Skeleton className="h-5 w-16" />
          <Skeleton className="h-[34px] touch:h-11" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      ))}
      <Skeleton className="h-9 w-28" />
    </Loading>
  );
}
