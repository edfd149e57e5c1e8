"use client";
import { PageFailure } from "@/components/shell/page-failure";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh">
      <PageFailure digest={error.digest} onRetry={reset} />
    </main>
  );
}
