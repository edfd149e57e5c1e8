import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g"];

/** Stands where a page of rows will be; shown only when that takes its time, so that a quick one does not flicker. */
export function PageSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading"
      className="flex min-h-0 flex-1 animate-in flex-col delay-150 duration-200 fill-mode-both fade-in"
    >
      <div className="flex h-header shrink-0 items-center border-b pr-3.5 pl-14 md:pl-5">
        <Skeleton className="h-4 w-28" />
      </div>
      <div className="mx-auto w-full max-w-[1180px] overflow-hidden px-4 py-5 md:px-5">
        <Skeleton className="mb-4 h-[34px] w-56" />
        <div className="rounded-lg border bg-card">
          {ROWS.map((key) => (
            <div key={key} className="flex items-center gap-3 border-b px-3.5 py-3 last:border-b-0">
              <Skeleton className="size-3 rounded-full" />
              <div className="grid flex-1 gap-2">
                <Skeleton className="h-3.5 w-2/5" />
                <Skeleton className="h-3 w-3/5" />
              </div>
              <Skeleton className="h-3.5 w-16" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
