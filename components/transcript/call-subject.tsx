import { cn } from "@/components/ui/cn";
import { visibleText } from "@/lib/domain/text/visible-text";
import { isPath } from "@/lib/domain/tools/tool-call";

/** No line shows more. */
const SHOWN = 4_000;

/** What a call is about, on one line. A path that is too long for it is cut in its folders: what one looks for is the name behind them. */
export function CallSubject({ subject, params }: { subject: string; params: unknown }) {
  const words = visibleText(subject.slice(0, SHOWN));
  const folders = isPath(params, subject) ? words.slice(0, Math.max(0, words.lastIndexOf("/", words.length - 2))) : "";
  if (words === "") return null;
  if (folders === "") {
    return (
      <span className="min-w-0 truncate font-mono text-xs" title={words}>
        {words}
      </span>
    );
  }
  return (
    <span className="relative flex min-w-0 font-mono text-xs" title={words}>
      <span className="sr-only">{words}</span>
      <span aria-hidden className={cn("shrink-[9999] truncate", folders.length > 1 ? "min-w-[2ch]" : "min-w-0")}>
        {folders}
      </span>
      <span aria-hidden className="min-w-0 truncate">
        {words.slice(folders.length)}
      </span>
    </span>
  );
}
