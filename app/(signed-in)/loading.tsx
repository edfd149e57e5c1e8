import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="flex-1">
      <div className="flex h-header items-center border-b px-5 pl-14 lg:pl-5">
        <Skeleton className="h-5 w-40" />
      </div>
      <div className="mx-auto grid max-w-[1180px] gap-3 px-5 py-5">
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <Skeleton key={key} className="h-12" />
        ))}
      </div>
    </div>
  );
}
