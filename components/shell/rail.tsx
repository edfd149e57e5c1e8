"use client";
import { CoinsIcon, FolderIcon, MessagesSquareIcon, PlusIcon, UserIcon, UsersIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/reach/link";
import { PaletteButton, type ViewerPages } from "./command-center";
import { Logo } from "./logo";
import { type RailProject, RailSessions } from "./rail-sessions";

export type RailProps = {
  viewer: ViewerPages & { name: string };
  projects: RailProject[];
  now: number;
  foot: ReactNode;
  onFollow?: () => void;
};

const COSTS = /^\/projects\/\d+\/costs$/;

const isAt = (path: string, href: string): boolean => path === href || (href !== "/sessions" && path.startsWith(`${href}/`));

type NavLinkProps = { href: string; icon: ReactNode; children: string; isHere?: boolean; onFollow?: (() => void) | undefined };

function NavLink({ href, icon, children, isHere, onFollow }: NavLinkProps) {
  const path = usePathname();
  return (
    <Link
      href={href}
      title={children}
      {...(onFollow ? { onClick: onFollow } : {})}
      aria-current={(isHere ?? isAt(path, href)) ? "page" : undefined}
      className="flex h-[30px] items-center gap-2.5 rounded-md px-2 font-medium hover:bg-sidebar-accent/60 aria-[current]:bg-sidebar-accent aria-[current]:text-sidebar-accent-foreground in-data-folds:max-lg:h-10 in-data-folds:max-lg:justify-center pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground aria-[current]:[&_svg]:text-primary"
    >
      {icon}
      <span className="in-data-folds:max-lg:sr-only">{children}</span>
    </Link>
  );
}

/** Brand, the ways to everywhere, and the newest sessions of each project. */
export function Rail({ viewer, projects, now, foot, onFollow }: RailProps) {
  const path = usePathname();
  // The costs of a project have a way of their own, for whoever has it, so the projects are not where one is.
  const isAtCosts = viewer.costs !== null && COSTS.test(path);
  return (
    <>
      <div className="flex h-header shrink-0 items-center gap-2.5 px-3.5 text-md font-semibold tracking-title text-sidebar-accent-foreground in-data-folds:max-lg:justify-center">
        <Logo className="size-[22px] shrink-0 text-primary" />
        <span className="in-data-folds:max-lg:sr-only">Octomind</span>
      </div>
      <div className="-mt-1 min-h-0 flex-1 overflow-y-auto px-2 pt-1 pb-4 [scrollbar-width:thin]">
        <PaletteButton onOpen={onFollow} />
        <nav aria-label="Main" className="grid gap-px">
          <NavLink href="/sessions" icon={<MessagesSquareIcon aria-hidden />} onFollow={onFollow}>
            Sessions
          </NavLink>
          {viewer.canStart && (
            <NavLink href="/sessions/new" icon={<PlusIcon aria-hidden />} onFollow={onFollow}>
              New session
            </NavLink>
          )}
          <NavLink href="/projects" icon={<FolderIcon aria-hidden />} isHere={isAt(path, "/projects") && !isAtCosts} onFollow={onFollow}>
            Projects
          </NavLink>
          {viewer.costs && (
            <NavLink href={viewer.costs} icon={<CoinsIcon aria-hidden />} isHere={isAtCosts} onFollow={onFollow}>
              Costs
            </NavLink>
          )}
          {viewer.isAdmin && (
            <NavLink href="/people" icon={<UsersIcon aria-hidden />} onFollow={onFollow}>
              People
            </NavLink>
          )}
          <NavLink href="/account" icon={<UserIcon aria-hidden />} onFollow={onFollow}>
            Account
          </NavLink>
        </nav>
        <div data-hint="rail" className="in-data-folds:max-lg:hidden">
          <RailSessions projects={projects} now={now} onFollow={onFollow} />
        </div>
      </div>
      {foot}
    </>
  );
}
