"use client";
import { Button } from "@/components/ui/button";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-center justify-center gap-2 px-5 text-center">
      <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
      <p className="text-muted-foreground">The server or its database did not answer as it should. What is recorded is safe.</p>
      {error.digest && <p className="font-mono text-xs text-muted-foreground">Log entry {error.digest}</p>}
      <Button variant="primary" className="mt-3" onClick={reset}>
        Try again
      </Button>
    </main>
  );
}
