"use client";
import { type ReactNode, useMemo, useState } from "react";
import { Markdown } from "@/components/transcript/markdown/markdown";
import { visibleText } from "@/lib/domain/text/visible-text";
import { paramsOf, word } from "@/lib/domain/tools/tool-call";
import { type FilePreview, previewOf } from "@/lib/domain/tools/tool-preview";
import { numberedLines } from "@/lib/domain/tools/tool-view";
import { FileBody } from "./file-body";
import { Picture } from "./picture";

function Preview({ preview, path }: { preview: FilePreview; path: string }) {
  const lines = useMemo(() => (preview.as === "json" ? numberedLines(preview.text) : []), [preview]);
  switch (preview.as) {
    case "markdown":
      return (
        <section aria-label="Preview" className="max-h-96 overflow-auto px-3 py-2" tabIndex={0}>
          <Markdown text={preview.text} className="text-sm" />
        </section>
      );
    case "json":
      return <FileBody as="code" lines={lines} notes={[]} path="preview.json" />;
    case "picture":
      return <Picture source={preview.source} name={visibleText(path.slice(-200)) || "Picture"} hasText />;
    default:
      return preview satisfies never;
  }
}

/** A file that was made, as what it is; `children`: its lines, one click away. */
export function CreatedBody({ params: raw, children }: { params: unknown; children: ReactNode }) {
  const [isSource, setIsSource] = useState(false);
  const params = paramsOf(raw);
  const path = word(params, "path", "file", "file_path");
  const text = word(params, "content", "file_text");
  const preview = useMemo(() => previewOf(path, text), [path, text]);
  if (!preview) return children;
  return (
    <>
      {isSource ? children : <Preview preview={preview} path={path} />}
      <div className="flex min-h-7 items-center border-t px-2.5 text-xs touch:min-h-11 print:hidden">
        <button type="button" onClick={() => setIsSource(!isSource)} className="font-medium text-primary hover:underline">
          {isSource ? "Show the preview" : "Show the source"}
        </button>
      </div>
    </>
  );
}
