"use client";
import { ChevronRight, File, Folder } from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { formatTokens } from "@/components/ui/format";
import { Input } from "@/components/ui/forms/input";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import { filterRows, type TreeNode, treeOf } from "@/lib/domain/tools/tool-tree";
import type { FolderResult } from "@/lib/domain/tools/tool-view";
import { Notes } from "./file-body";
import { MorePieces } from "./line-text";

const FILTERED_FROM = 12;
const ROWS = 300;

function Weight({ node }: { node: TreeNode }) {
  const words = [
    node.lines === null ? "" : countOf(node.lines, "line"),
    node.tokens === null ? "" : `~${formatTokens(node.tokens)} tokens`,
  ];
  return <span className="ml-auto shrink-0 pl-3 font-sans text-muted-foreground tabular-nums">{words.filter(Boolean).join(" · ")}</span>;
}

const indentOf = (depth: number) => ({ paddingLeft: Math.min(depth, 12) * 16 });

function Node({ node, depth }: { node: TreeNode; depth: number }) {
  const [isOpen, setIsOpen] = useState(depth < 2);
  const name = visibleText(node.name);
  if (!node.children)
    return (
      <li className="flex min-h-6 items-center gap-1.5" style={indentOf(depth)} title={visibleText(node.path)}>
        <File aria-hidden className="ml-[18px] size-3.5 shrink-0 text-muted-foreground" strokeWidth={1.75} />
        <span className="min-w-0 wrap-anywhere">{name}</span>
        <Weight node={node} />
      </li>
    );
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-6 w-full items-center gap-1.5 rounded-sm text-left hover:bg-accent max-md:min-h-9"
        style={indentOf(depth)}
      >
        <ChevronRight aria-hidden className={cn("size-3 shrink-0 text-muted-foreground", isOpen && "rotate-90")} />
        <Folder aria-hidden className="size-3.5 shrink-0 text-tool" strokeWidth={1.75} />
        <span className="min-w-0 wrap-anywhere">{name}/</span>
        <Weight node={node} />
      </button>
      {isOpen ? (
        <ul>
          {node.children.map((child) => (
            <Node key={`${child.path}${child.children ? "/" : ""}`} node={child} depth={depth + 1} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** A folder as a tree with the weight of each file and folder. */
export function FolderBody({ rows, notes }: FolderResult) {
  const [wanted, setWanted] = useState("");
  const [count, setCount] = useState(ROWS);
  const found = useMemo(() => filterRows(rows, wanted), [rows, wanted]);
  const tree = useMemo(() => treeOf(found.slice(0, count)), [found, count]);
  return (
    <>
      {rows.length >= FILTERED_FROM ? (
        <div className="flex items-center gap-3 border-b px-2.5 py-1.5 text-xs text-muted-foreground">
          <Input
            type="search"
            aria-label="Filter files"
            placeholder="Filter"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            className="h-7 max-w-60 text-xs touch:h-10"
          />
          <span aria-live="polite">{countOf(found.length, "file")}</span>
        </div>
      ) : null}
      <ul className="max-h-96 overflow-auto px-2 py-1.5 font-mono text-xs">
        {tree.map((node) => (
          <Node key={`${node.path}${node.children ? "/" : ""}`} node={node} depth={0} />
        ))}
      </ul>
      <MorePieces shown={Math.min(count, found.length)} total={found.length} piece={ROWS} unit="files" onShow={setCount} />
      <Notes notes={notes} />
    </>
  );
}
