"use client";
import { RotateCwIcon, TriangleAlertIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { PageProblem } from "./page-problem";

/** An error while a page was made; `digest` finds it in the server's log. */
export function PageFailure({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <PageProblem
      icon={<TriangleAlertIcon aria-hidden />}
      tone="bad"
      title="This page could not be shown"
      actions={
        <>
          <Button onClick={onRetry}>
            <RotateCwIcon aria-hidden />
            Try again
          </Button>
          {digest && (
            <span className="flex items-center gap-1 text-xs text-muted-foreground">
              Reference <code className="font-mono">{digest}</code>
              <CopyButton text={digest} label="Copy reference" />
            </span>
          )}
        </>
      }
    >
      The server or its database did not answer as it should. What is recorded is safe.
    </PageProblem>
  );
}
