import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a session while its log is read. */
export function SessionSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy="true">
      <span className="sr-only" role="status">
        Loading the session
      </span>
      <div className="flex h-header shrink-0 items-center gap-2.5 border-b pr-3.5 pl-14 md:pl-5">
        <Skeleton className="h-5 w-60" />
        <Skeleton className="ml-auto h-[30px] w-28" />
      </div>
      <div className="mx-auto w-full max-w-(--column) flex-1 px-5 pt-5">
        <Skeleton className="h-20 w-full" />
        <Skeleton className="mt-4 ml-9 h-8 w-3/4" />
        <Skeleton className="mt-2 ml-9 h-8 w-2/3" />
        <Skeleton className="mt-4 ml-9 h-24 w-4/5" />
      </div>
      <div className="mx-auto w-full max-w-(--column) px-5 pb-3.5">
        <Skeleton className="h-[76px] w-full" />
      </div>
    </div>
  );
}
