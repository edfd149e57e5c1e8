"use client";
import { SearchIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { KeyCaps, useIsMac } from "@/components/ui/key-caps";
import { type PageCommand, usePageCommands } from "@/components/ui/page-commands";
import { orWords } from "@/components/ui/reach/not-there";
import { useAhead } from "@/components/ui/reach/use-ahead";
import { useGo } from "@/components/ui/reach/use-go";
import { keyCaps } from "./key-binding";
import { useCommandKeys } from "./use-command-keys";
import { useEarlyKeys } from "./use-early-keys";

const loadPalette = () => orWords(() => import("./command-palette").then((module) => module.CommandPalette));
const CommandPalette = dynamic(loadPalette, { ssr: false });
const KeysHelp = dynamic(() => orWords(() => import("./keys-help").then((module) => module.KeysHelp)), { ssr: false });

const AHEAD = [loadPalette];

const OpenPalette = createContext<() => void>(() => {});

type Opened = "palette" | "keys" | null;
/** Which pages there are for the viewer. `costs`: where a manager sees what their projects cost; null for others. */
export type ViewerPages = { isAdmin: boolean; canStart: boolean; costs: string | null };
type Props = { viewer: ViewerPages; projects: readonly { id: number; name: string }[]; children: ReactNode };

function useCommandsOfEveryPage({ isAdmin, canStart, costs }: ViewerPages, setOpened: (opened: (before: Opened) => Opened) => void): void {
  const go = useGo();
  const commands = useMemo((): PageCommand[] => {
    const page = (says: string, href: string, keys: string): PageCommand => ({ group: "Go to", says, keys, run: () => go(href) });
    return [
      page("Sessions", "/sessions", "g s"),
      ...(canStart ? [page("New session", "/sessions/new", "g n")] : []),
      page("Projects", "/projects", "g p"),
      ...(costs ? [page("Costs", costs, "g c")] : []),
      ...(isAdmin ? [page("People", "/people", "g u")] : []),
      page("Account", "/account", "g a"),
      {
        group: "Everywhere",
        says: "Search or jump to",
        keys: "mod+k",
        isHidden: true,
        run: () => setOpened((before) => (before === "palette" ? null : "palette")),
      },
      { group: "Everywhere", says: "Keys of this page", keys: "?", run: () => setOpened(() => "keys") },
    ];
  }, [go, isAdmin, canStart, costs, setOpened]);
  usePageCommands(commands);
}

/** Around every page: its commands by keys, in the palette and in the help. Palette and help come after the page. */
export function CommandCenter({ viewer, projects, children }: Props) {
  const [opened, setOpened] = useState<Opened>(null);
  useCommandKeys();
  useCommandsOfEveryPage(viewer, setOpened);
  // Fetched ahead when the page has time: what is typed right after the keys must not be lost.
  useAhead(AHEAD);
  const openPalette = useMemo(() => () => setOpened("palette"), []);
  const close = useMemo(() => () => setOpened(null), []);
  const [text, setText] = useEarlyKeys(opened === "palette", close);
  return (
    <OpenPalette value={openPalette}>
      {children}
      {opened === "palette" ? <CommandPalette open {...{ projects, text }} onText={setText} onOpenChange={close} /> : null}
      {opened === "keys" ? <KeysHelp open onOpenChange={close} /> : null}
    </OpenPalette>
  );
}

/** The palette for those who use a pointer. */
export function PaletteButton({ onOpen }: { onOpen?: (() => void) | undefined }) {
  const open = useContext(OpenPalette);
  const isMac = useIsMac();
  return (
    <button
      type="button"
      onClick={() => {
        onOpen?.();
        open();
      }}
      data-hint="palette"
      title="Search or jump to"
      className="mb-2.5 flex h-[30px] w-full items-center gap-2 rounded-md border border-input bg-card px-2 text-muted-foreground hover:text-foreground in-data-folds:max-lg:h-10 in-data-folds:max-lg:justify-center pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0"
    >
      <SearchIcon aria-hidden />
      <span className="in-data-folds:max-lg:sr-only">Search or jump to</span>
      <span aria-hidden className="ml-auto in-data-folds:max-lg:hidden pointer-coarse:hidden">
        <KeyCaps caps={keyCaps("mod+k", isMac)} />
      </span>
    </button>
  );
}
