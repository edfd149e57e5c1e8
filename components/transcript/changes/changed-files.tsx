"use client";
import { useMemo, useState } from "react";
import { MorePieces } from "@/components/transcript/tools/line-text";
import type { ReadChange } from "@/lib/domain/changes/changes";
import { withPatch } from "@/lib/domain/changes/patched-changes";
import { FileChangeBody, FileChangeHead } from "./file-change";

/** A rewrite may change thousands. */
const FILES = 50;

/** What became of each file, one under the other. */
export function ChangedFiles({ files }: { files: readonly ReadChange[] }) {
  const [count, setCount] = useState(FILES);
  const shown = useMemo(() => files.slice(0, count).map(withPatch), [files, count]);
  return (
    <>
      {shown.map((file) => (
        <section key={file.path} aria-label={file.path} className="min-w-0 overflow-hidden rounded-md border bg-card">
          <FileChangeHead file={file} />
          <div className="border-t">
            <FileChangeBody file={file} isSplit={false} />
          </div>
        </section>
      ))}
      <MorePieces shown={shown.length} total={files.length} piece={FILES} unit="files" onShow={setCount} />
    </>
  );
}
