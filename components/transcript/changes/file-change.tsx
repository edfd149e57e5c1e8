"use client";
import { GitBranch, TriangleAlert } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { allowIt } from "@/components/ui/copy-text";
import { Tag } from "@/components/ui/tag";
import type { FileChange } from "@/lib/domain/changes/changes";
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";
import { visibleText } from "@/lib/domain/text/visible-text";
import { DiffBody, DiffCount } from "./diff-body";
import { DiffSplit } from "./diff-split";
import { EndsNote } from "./ends-note";

const statusWords = {
  created: "new",
  edited: "",
  deleted: "deleted",
  undone: "undone",
  failed: "failed",
  lost: "no answer",
} as const satisfies Record<FileChange["status"], string>;

/** What became of the file, where that is more than an edit. */
export function StatusTag({ status }: Pick<FileChange, "status">) {
  const words = statusWords[status];
  return words ? <Tag tone={status === "failed" ? "failed" : "plain"}>{words}</Tag> : null;
}

/** Who of the delegated runs edited the file. */
export function RunTag({ edits }: Pick<FileChange, "edits">) {
  const roles = new Set(edits.flatMap(({ run }) => (run ? [visibleText(run.role.slice(0, 60)) || "a delegated run"] : [])));
  if (roles.size === 0) return null;
  const words = [...roles].join(", ");
  return (
    <span className="flex min-w-0 items-center gap-1 text-xs text-muted-foreground" title={`Edited in a delegated run: ${words}`}>
      <GitBranch aria-hidden className="size-3.5 shrink-0 text-tool" strokeWidth={1.75} />
      <span className="sr-only">edited by </span>
      <span className="max-w-32 truncate">{words}</span>
    </span>
  );
}

const outsideWords = {
  no: "",
  maybe: "May have changed outside: a command or another tool ran between two edits of this file.",
  seen: "Changed outside: something else wrote this file between two edits. What came after it is counted on its own.",
} as const satisfies Record<FileChange["outside"], string>;

function emptyWords({ status, isExact, diff }: FileChange): string {
  if (status === "failed") return "The edit failed: nothing was changed.";
  if (status === "lost") return "The edit got no answer: it may have been made or not.";
  if (status === "undone") return "Everything was taken back: the file is as it was.";
  if (!isExact) return "It was changed in a way that the tool did not tell.";
  return diff.added + diff.removed === 0 ? "Its lines are as they were." : "";
}

/** The marks of a file's change, and its lines. */
export function FileChangeBody({ file, isSplit }: { file: FileChange; isSplit: boolean }) {
  const outside = outsideWords[file.outside];
  return (
    <>
      {outside ? (
        <p className="flex gap-2 border-b px-3 py-1.5 text-xs">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-waiting" />
          {outside}
        </p>
      ) : null}
      <EndsNote diff={file.diff} />
      {file.diff.lines.length === 0 ? (
        <p className="px-3 py-2 text-xs text-muted-foreground">{emptyWords(file)}</p>
      ) : isSplit ? (
        <DiffSplit key={file.path} diff={file.diff} />
      ) : (
        <DiffBody key={file.path} diff={file.diff} note="" />
      )}
    </>
  );
}

/** The name of a file and what changed in it, in one line. */
export function FileChangeHead({ file }: { file: PatchedChange }) {
  const { patch } = file;
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-0.5 px-3 py-1 text-xs">
      <b className="min-w-0 font-mono font-medium [overflow-wrap:anywhere]">{visibleText(file.path)}</b>
      <StatusTag status={file.status} />
      <RunTag edits={file.edits} />
      {file.isExact ? null : <span className="text-muted-foreground">at least</span>}
      <DiffCount diff={file} />
      <span className="ml-auto">
        {patch.text === null ? null : <CopyButton text={patch.text} label={`Copy the patch of ${file.path}`} instead={allowIt} />}
      </span>
    </div>
  );
}
