import { visibleText } from "@/lib/domain/text/visible-text";
import type { WorkdirResult } from "@/lib/domain/tools/tool-result";

/** Where the agent works from now on. */
export function WorkdirBody({ from, to, isRemote }: WorkdirResult) {
  return (
    <p className="px-3 py-1.5 font-mono text-xs wrap-anywhere">
      {from ? (
        <>
          <span className="text-muted-foreground">{visibleText(from)}</span>
          <span aria-hidden> → </span>
          <span className="sr-only"> to </span>
        </>
      ) : null}
      {to ? visibleText(to) : <span className="font-sans">back to the project's folder</span>}
      {isRemote ? <span className="font-sans text-muted-foreground"> · on another machine; commands do not run there</span> : null}
    </p>
  );
}
