"use client";
import { Command, useCommandState } from "cmdk";
import { SearchIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { KeyCaps, useIsMac } from "@/components/ui/key-caps";
import { Moment } from "@/components/ui/moment";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/overlays/dialog";
import { type PageCommand, useAllCommands } from "@/components/ui/page-commands";
import { useGo } from "@/components/ui/reach/use-go";
import { StateDot } from "@/components/ui/state-dot";
import { keyCaps } from "./key-binding";
import { fits, isNamed } from "./palette-fits";
import { PaletteGroup, ROW } from "./palette-group";
import { ProjectGroup } from "./palette-projects";
import { type FoundSessions, useFoundSessions } from "./use-found-sessions";

type Props = {
  projects: readonly { id: number; name: string }[];
  open: boolean;
  text: string;
  onText: (text: string) => void;
  onOpenChange: (open: boolean) => void;
};

const HERE = "Here";
const NOT_SEARCHED = "Sessions cannot be searched right now.";
const NOTHING = "Nothing with these words. Sessions are found by their title.";

/** For who does not see that the list is empty: no choice is read out then. */
function NothingFound({ hasFailed }: { hasFailed: boolean }) {
  const isEmpty = useCommandState(({ filtered }) => filtered.count === 0);
  return (
    <p role="status" className="sr-only">
      {isEmpty && !hasFailed ? NOTHING : null}
    </p>
  );
}

function SessionGroup({ found, onGo }: { found: FoundSessions; onGo: (href: string) => void }) {
  if (found.sessions.length === 0) return null;
  return (
    <PaletteGroup heading="Sessions">
      {found.sessions.map(({ id, title, projectName, state, activeAt }) => (
        // The server has chosen them for these words; the palette's own filter must not judge them again by those. It looks at them once.
        <Command.Item
          key={`${found.text} ${id}`}
          value={id}
          keywords={[found.text ?? "", title]}
          className={ROW}
          onSelect={() => onGo(`/sessions/${id}`)}
        >
          <StateDot state={state} />
          <span className="min-w-0 flex-1 truncate" title={title}>
            {title}
          </span>
          <span className="shrink-0 text-xs text-muted-foreground max-sm:hidden">
            {projectName} · <Moment at={activeAt} now={found.now} />
          </span>
        </Command.Item>
      ))}
    </PaletteGroup>
  );
}

function CommandGroup({ heading, commands, onRun }: { heading: string; commands: PageCommand[]; onRun: (run: () => void) => void }) {
  const isMac = useIsMac();
  if (commands.length === 0) return null;
  return (
    <PaletteGroup heading={heading}>
      {commands.map(({ says, keys, run }) => (
        <Command.Item key={says} value={`${heading} ${says}`} keywords={[says]} className={ROW} onSelect={() => run && onRun(run)}>
          <span className="min-w-0 flex-1 truncate">{says}</span>
          {keys ? (
            <span className="soft-keyboard:hidden">
              <KeyCaps caps={keyCaps(keys, isMac)} />
            </span>
          ) : null}
        </Command.Item>
      ))}
    </PaletteGroup>
  );
}

/** What could not be searched is said where it would stand, whatever else fits. */
function NotSearched({ onAgain }: { onAgain: () => void }) {
  return (
    <PaletteGroup heading="Sessions" isKept>
      <Command.Item forceMount value="sessions again" className={ROW} onSelect={onAgain}>
        <span className="min-w-0 flex-1">{NOT_SEARCHED}</span>
        <span className="shrink-0 font-medium text-primary">Try again</span>
      </Command.Item>
    </PaletteGroup>
  );
}

/** One list of everything one can go to or do from here, by typing. */
export function CommandPalette({ projects, open, text, onText, onOpenChange }: Props) {
  const go = useGo();
  const [found, again] = useFoundSessions(text.trim());
  const [selected, setSelected] = useState("");
  const commands = useAllCommands().filter(({ run, isHidden }) => run && !isHidden);
  const isMeant = [...commands.map(({ says }) => says), ...projects.map(({ name }) => name)].some((name) =>
    isNamed(name, found.text ?? ""),
  );
  // What is found arrives after what was there at once, and stands above it: the first of it is meant, unless something of this page or of this name is.
  useEffect(() => {
    const first = found.sessions[0];
    if (first && !isMeant) setSelected((before) => (before.startsWith(HERE) ? before : first.id));
  }, [found, isMeant]);
  const isHere = ({ group }: PageCommand) => group !== "Go to" && group !== "Everywhere";
  const field = useRef<HTMLInputElement>(null);
  const chosen = useRef<(() => void) | null>(null);
  const after = (work: () => void) => {
    chosen.current = work;
    onOpenChange(false);
  };
  // By itself a dialog marks the text, and the next letter would take the place of those that came before the palette.
  const enter = (event: Event) => {
    event.preventDefault();
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  };
  const choose = (href: string) => after(() => go(href));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        onClosed={() => chosen.current?.()}
        onOpenAutoFocus={enter}
        className="top-[max(8px,10vh)] flex max-h-[80dvh] max-w-[600px] flex-col overflow-hidden p-0 [&>button:last-child]:top-2 [&>button:last-child]:right-2"
      >
        <DialogTitle className="sr-only">Search or jump to</DialogTitle>
        <DialogDescription className="sr-only">Type to find a session, a project, a page or a command.</DialogDescription>
        <Command
          label="Search or jump to"
          value={selected}
          onValueChange={setSelected}
          filter={fits}
          loop
          className="flex min-h-0 flex-col"
        >
          <div className="flex items-center gap-2.5 border-b pr-12 pl-3.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground">
            <SearchIcon aria-hidden />
            <Command.Input
              ref={field}
              value={text}
              onValueChange={onText}
              maxLength={200}
              placeholder="A session, a project, a page, a command"
              className="h-11 min-w-0 flex-1 text-ellipsis bg-transparent text-[16px] outline-none placeholder:text-muted-foreground md:text-base"
            />
          </div>
          <p role="alert" className="sr-only">
            {found.hasFailed ? NOT_SEARCHED : null}
          </p>
          <NothingFound hasFailed={found.hasFailed} />
          <Command.List label="Found" className="min-h-0 overflow-y-auto overscroll-contain p-1.5">
            <Command.Empty className="px-3 py-8 text-center text-muted-foreground">
              {found.hasFailed ? "Nothing else with these words." : NOTHING}
            </Command.Empty>
            {found.hasFailed ? <NotSearched onAgain={again} /> : null}
            <CommandGroup heading={HERE} commands={commands.filter(isHere)} onRun={after} />
            <SessionGroup found={found} onGo={choose} />
            <ProjectGroup projects={projects} text={text} onGo={choose} />
            <CommandGroup heading="Pages and more" commands={commands.filter((command) => !isHere(command))} onRun={after} />
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
