"use client";
import { ClipboardCopy, FileDiff } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { SumWords } from "@/components/transcript/changes/sum-words";
import { Button } from "@/components/ui/button";
import { allowIt, copyText } from "@/components/ui/copy-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/forms/segmented";
import { toast } from "@/components/ui/overlays/toast";
import { type PageCommand, usePageCommands } from "@/components/ui/page-commands";
import { isChanged } from "@/lib/domain/changes/file-status";
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";
import { countOf } from "@/lib/domain/text/count-of";
import { ChangesFile } from "./changes-file";
import { ChangesFiles } from "./changes-files";
import { changeRows } from "./changes-rows";
import type { LoadedChanges } from "./load-changes";
import { PaneHead } from "./pane-head";
import { uncountedWords } from "./uncounted-words";

async function copyPatch(files: readonly PatchedChange[]): Promise<void> {
  const texts = files.flatMap(({ patch }) => patch.text ?? []);
  const left = files.filter(({ status, patch }) => isChanged(status) && patch.text === null).length;
  if (await copyText(texts.join(""), allowIt))
    toast.success(
      `Patch of ${countOf(texts.length, "file")} copied${left > 0 ? `; ${countOf(left, "file")} ${left === 1 ? "is" : "are"} not in it` : ""}`,
    );
}

export type Layout = "unified" | "split";
type Props = {
  changes: LoadedChanges | null;
  hasFailed: boolean;
  /** Null: there is no room for two columns. */
  layout: Layout | null;
  onLayout: (layout: Layout) => void;
  onReload: () => void;
  /** To the turn of an edit, and the event of that edit. */
  onTurn: (no: number, seq: number) => void;
  onClose: () => void;
};

function Head({ changes, layout, onLayout, onClose }: Pick<Props, "changes" | "layout" | "onLayout" | "onClose">) {
  const files = changes?.files ?? [];
  const uncounted = uncountedWords(files);
  const canCopy = files.some(({ patch }) => patch.text !== null);
  const actions = (
    <>
      {layout ? (
        <Segmented
          label="Layout"
          value={layout}
          options={[
            { value: "unified", label: "Unified" },
            { value: "split", label: "Split" },
          ]}
          onChange={onLayout}
        />
      ) : null}
      {canCopy ? (
        <Button variant="ghost" size="icon" aria-label="Copy as patch" title="Copy as patch" onClick={() => void copyPatch(files)}>
          <ClipboardCopy aria-hidden />
        </Button>
      ) : null}
    </>
  );
  return (
    <PaneHead title="Changes" actions={actions} onClose={onClose}>
      {changes && files.length > 0 ? (
        <span className="text-xs text-muted-foreground">
          {changes.sum.files > 0 ? <SumWords sum={changes.sum} /> : null}
          {changes.sum.files > 0 && uncounted ? " · " : null}
          {uncounted}
        </span>
      ) : null}
    </PaneHead>
  );
}

function Nothing({ changes, hasFailed, onReload }: Pick<Props, "changes" | "hasFailed" | "onReload">) {
  if (hasFailed && !changes)
    return (
      <div role="alert" className="flex flex-wrap items-center gap-2 px-3 py-4 text-sm">
        The changes could not be loaded.
        <Button size="sm" onClick={onReload}>
          Try again
        </Button>
      </div>
    );
  if (!changes) return <p className="px-3 py-4 text-sm text-muted-foreground">Loading…</p>;
  return (
    <EmptyState icon={<FileDiff aria-hidden />} title="No file was changed">
      What the agent edits in this session is listed here. Files that a command writes are not seen.
    </EmptyState>
  );
}

/** Every file that the session changed: choose one, read its lines, copy it as a patch. */
export function ChangesPanel({ changes, hasFailed, layout, onLayout, onReload, onTurn, onClose }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const files = useMemo(() => changeRows(changes?.files ?? []).flatMap((row) => (row.kind === "file" ? [row.file] : [])), [changes]);
  const at = Math.max(
    0,
    files.findIndex(({ path }) => path === chosen),
  );
  const file = files[at];
  const count = files.length;
  const step = useCallback((by: number) => setChosen(files[(at + by + count) % count]?.path ?? null), [files, at, count]);
  const commands = useMemo((): PageCommand[] => {
    const walk = (says: string, keys: string, by: number): PageCommand => {
      return { group: "Changes", says, keys, run: () => step(by), isHidden: true };
    };
    return count > 1 ? [walk("Next file", "]", 1), walk("Previous file", "[", -1)] : [];
  }, [step, count]);
  usePageCommands(commands);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Head changes={changes} layout={layout} onLayout={onLayout} onClose={onClose} />
      {changes && !changes.isWhole ? (
        <p className="border-b px-3 py-1.5 text-xs">This session is very long: these are the changes of its first part.</p>
      ) : null}
      {hasFailed && changes ? (
        <p role="alert" className="border-b px-3 py-1.5 text-xs">
          The newest changes could not be loaded.{" "}
          <button type="button" className="font-medium text-primary hover:underline" onClick={onReload}>
            Try again
          </button>
        </p>
      ) : null}
      {file ? (
        <>
          <ChangesFiles files={files} chosen={file.path} onChoose={setChosen} />
          <ChangesFile file={file} place={`${at + 1} of ${count}`} isSplit={layout === "split"} onStep={step} onTurn={onTurn} />
        </>
      ) : (
        <Nothing changes={changes} hasFailed={hasFailed} onReload={onReload} />
      )}
    </div>
  );
}
