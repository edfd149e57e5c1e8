"use client";
import { TriangleAlert } from "lucide-react";
import { DiffCount } from "@/components/transcript/changes/diff-body";
import { RunTag, StatusTag } from "@/components/transcript/changes/file-change";
import { cn } from "@/components/ui/cn";
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";
import { visibleText } from "@/lib/domain/text/visible-text";
import { changeRows } from "./changes-rows";

const indent = (depth: number) => ({ paddingLeft: `${12 + Math.min(depth, 8) * 14}px` });

type Props = { files: readonly PatchedChange[]; chosen: string | null; onChoose: (path: string) => void };

/** The changed files in their folders; the chosen one is marked. */
export function ChangesFiles({ files, chosen, onChoose }: Props) {
  return (
    <nav aria-label="Changed files" className="max-h-[32vh] shrink-0 overflow-y-auto border-b py-1">
      <ul>
        {changeRows(files).map((row) =>
          row.kind === "folder" ? (
            <li key={row.key} style={indent(row.depth)} className="truncate py-0.5 font-mono text-xs text-muted-foreground">
              {visibleText(row.name)}/
            </li>
          ) : (
            <li key={row.file.path}>
              <button
                type="button"
                aria-current={row.file.path === chosen ? "true" : undefined}
                title={visibleText(row.file.path)}
                onClick={() => onChoose(row.file.path)}
                style={indent(row.depth)}
                className={cn(
                  "flex min-h-7 w-full items-center gap-2 pr-3 text-left outline-offset-[-2px] hover:bg-accent touch:min-h-11",
                  row.file.path === chosen && "bg-primary-soft",
                )}
              >
                <span
                  className={cn(
                    "min-w-0 truncate font-mono text-xs",
                    (row.file.status === "deleted" || row.file.status === "undone") && "line-through",
                  )}
                >
                  {visibleText(row.name)}
                </span>
                <StatusTag status={row.file.status} />
                <RunTag edits={row.file.edits} />
                {row.file.outside === "no" ? null : (
                  <>
                    <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-waiting" />
                    <span className="sr-only">{row.file.outside === "maybe" ? "may have changed outside" : "changed outside"}</span>
                  </>
                )}
                <span className="ml-auto">
                  <DiffCount diff={row.file} />
                </span>
              </button>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}
