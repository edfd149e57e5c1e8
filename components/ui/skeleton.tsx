import { cn } from "./cn";

/** Stands where text or a card will be. */
export function Skeleton({ className }: { className?: string }) {
  return <div data-slot="skeleton" aria-hidden className={cn("animate-pulse rounded-md bg-secondary", className)} />;
}
