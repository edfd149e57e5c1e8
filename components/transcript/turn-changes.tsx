"use client";
import { ChevronRight, FileDiff } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { type ChangeCall, changesOf } from "@/lib/domain/changes";
import type { SessionEvent } from "@/lib/domain/session-event";
import { describeTool } from "@/lib/domain/tool-call";
import type { Item, ToolItem, Turn } from "@/lib/domain/transcript-types";
import { FileChangeBody, FileChangeHead, SumWords } from "./file-change";
import { useKept } from "./kept";
import { useScene } from "./scene";

type Wholes = ReadonlyMap<number, SessionEvent>;
const none: Wholes = new Map();

const isEdit = ({ tool, server, params }: ToolItem): boolean => describeTool(tool, server, params).kind === "edit";
/** In the order in which they were answered: calls made together may have been answered in another order. */
const placeOf = (item: ToolItem): number => item.result?.seq ?? item.seq;

function callOf(item: ToolItem, turn: number, wholes: Wholes): ChangeCall {
  const { seq, tool, server, result } = item;
  const called = wholes.get(seq);
  const returned = result ? wholes.get(result.seq) : undefined;
  const isCut = Boolean((item.cut?.length && !called) || (result?.cut?.length && !returned));
  const content = returned?.kind === "tool_returned" ? returned.payload.content : (result?.content ?? "");
  const params = called?.kind === "tool_called" ? called.payload.params : item.params;
  return { seq, turn, tool, server, params, result: result && { content, success: result.success }, isCut };
}

const toolsOf = (items: readonly Item[]): ToolItem[] =>
  items.filter((item) => item.type === "tool").sort((a, b) => placeOf(a) - placeOf(b));

/** The seqs of edits of which the page has the beginning only. */
const cutSeqs = (tools: readonly ToolItem[]): number[] =>
  tools.filter(isEdit).flatMap((item) => [...(item.cut?.length ? [item.seq] : []), ...(item.result?.cut?.length ? [item.result.seq] : [])]);

/** What the turn changed in its files: a line that opens the whole change in place. Nothing where it changed none. */
export function TurnChanges({ turn }: { turn: Turn }) {
  const { loadEvent } = useScene();
  const [isOpen, setOpen] = useKept(`changes-${turn.no}`, false);
  const [wholes, setWholes] = useKept<Wholes>(`changes-whole-${turn.no}`, none);
  const [hasFailed, setFailed] = useState(false);
  const id = useId();
  const tools = useMemo(() => toolsOf(turn.items), [turn.items]);
  const changes = useMemo(
    () =>
      tools.some(isEdit)
        ? changesOf(
            tools.map((item) => callOf(item, turn.no, wholes)),
            { cwd: null },
          )
        : null,
    [tools, turn.no, wholes],
  );
  if (!changes || changes.sum.files === 0) return null;

  const open = async () => {
    setOpen(!isOpen);
    const missing = cutSeqs(tools).filter((seq) => !wholes.has(seq));
    if (isOpen || missing.length === 0) return;
    try {
      const loaded = await Promise.all(missing.map(async (seq) => [seq, await loadEvent(seq)] as const));
      setWholes(new Map([...wholes, ...loaded]));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  return (
    <div className="pt-1.5 pl-[26px] md:pl-9">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => void open()}
        className="flex min-h-7 items-center gap-1.5 rounded-md border bg-card pr-2.5 pl-1.5 text-xs hover:bg-accent max-md:min-h-11"
      >
        <ChevronRight aria-hidden className={cn("size-3.5 text-muted-foreground", isOpen && "rotate-90")} />
        <FileDiff aria-hidden className="size-3.5 text-tool" />
        <span>
          <SumWords sum={changes.sum} />
        </span>
      </button>
      {isOpen ? (
        <div id={id} className="mt-1.5 grid grid-cols-[minmax(0,1fr)] gap-2">
          {hasFailed ? (
            <p className="text-xs text-muted-foreground">Some long edits could not be loaded: this is their beginning.</p>
          ) : null}
          {changes.files.map((file) => (
            <section key={file.path} aria-label={file.path} className="min-w-0 overflow-hidden rounded-md border bg-card">
              <FileChangeHead file={file} />
              <div className="border-t">
                <FileChangeBody file={file} isSplit={false} />
              </div>
            </section>
          ))}
        </div>
      ) : null}
    </div>
  );
}
