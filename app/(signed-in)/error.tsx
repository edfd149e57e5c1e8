"use client";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { PageFailure } from "@/components/shell/page-failure";

/** Keeps the rail: the other pages may well work. */
export default function SignedInError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  // The page was made on the server: it must be asked for again, not only drawn again.
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return <PageFailure digest={error.digest} onRetry={retry} />;
}
