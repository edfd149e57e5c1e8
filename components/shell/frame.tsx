"use client";
import { MenuIcon } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, useOverlaysAhead } from "@/components/ui/overlays/later";
import { CommandCenter } from "./command-center";
import { Rail, type RailProps } from "./rail";
import { type RailPlace, RailPlaceContext } from "./rail-place";
import { useListeners } from "./use-listeners";
import { useLiveRail } from "./use-live-rail";

type FrameProps = Omit<RailProps, "onFollow"> & { children: ReactNode };

/** The rail beside the page: whole on a wide screen, icons on a tablet, and on a phone a drawer behind a button that every header leaves room for. */
export function Frame({ children, ...rail }: FrameProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [place, setPlace] = useState<RailPlace | null>(null);
  const menu = useRef<HTMLButtonElement>(null);
  const projects = useLiveRail(rail.projects, place);
  useOverlaysAhead();
  useListeners();
  const openMenu = () => {
    setOpen(true);
    setWasOpen(true);
  };
  return (
    <CommandCenter viewer={rail.viewer} projects={rail.projects}>
      {/* Only what is inside scrolls: what is hidden for eyes alone must not make the page itself longer. */}
      <div className="relative flex h-dvh overflow-clip print:block print:h-auto print:overflow-visible">
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-popover px-3 py-2 shadow-pop focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the page
        </a>
        <aside
          aria-label="Navigation"
          data-folds
          className="hidden w-14 shrink-0 flex-col border-r border-sidebar-border bg-sidebar text-sidebar-foreground md:flex lg:w-rail"
        >
          <Rail {...rail} projects={projects} />
        </aside>
        <div className="fixed top-[5px] left-1.5 z-30 md:hidden">
          <Button
            ref={menu}
            variant="ghost"
            className="size-11 p-0"
            aria-label="Menu"
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            data-hint="rail"
            onClick={openMenu}
          >
            <MenuIcon aria-hidden />
          </Button>
          {wasOpen ? (
            <Sheet title="Navigation" open={isOpen} onOpenChange={setOpen} onClosed={() => menu.current?.focus()}>
              <Rail {...rail} projects={projects} onFollow={() => setOpen(false)} />
            </Sheet>
          ) : null}
        </div>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none print:block">
          <RailPlaceContext value={setPlace}>{children}</RailPlaceContext>
        </main>
      </div>
    </CommandCenter>
  );
}
