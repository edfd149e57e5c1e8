"use client";
import { RotateCwIcon, TriangleAlertIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { isServerWell } from "@/components/ui/reach/server-reach";
import { WorkButton } from "@/components/ui/work-button";
import { PageProblem } from "./page-problem";

type Failure = { error: Error & { digest?: string }; reset: () => void };

/** An error while a page was made; its digest finds it in the server's log. */
export function PageFailure({ error: { digest }, reset }: Failure) {
  const router = useRouter();
  /** How often it was tried in vain. */
  const [tries, setTries] = useState(0);
  // The page was made on the server: it must be asked for again, not only drawn again.
  const retry = async () => {
    if (!(await isServerWell())) return setTries((before) => before + 1);
    startTransition(() => {
      router.refresh();
      reset();
    });
  };
  return (
    <PageProblem
      icon={<TriangleAlertIcon aria-hidden />}
      tone="bad"
      title="This page could not be shown"
      actions={
        <>
          <WorkButton work={retry}>
            <RotateCwIcon aria-hidden />
            Try again
          </WorkButton>
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
      {tries > 0 ? (
        <span key={tries} role="alert" className="mt-2 block text-failed">
          It still does not answer. Try again in a moment.
        </span>
      ) : null}
    </PageProblem>
  );
}
