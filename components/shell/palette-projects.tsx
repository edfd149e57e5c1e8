"use client";
import { Command } from "cmdk";
import { FolderIcon } from "lucide-react";
import { countOf } from "@/lib/domain/text/count-of";
import { fittingProjects } from "./palette-fits";
import { PaletteGroup, ROW } from "./palette-group";

type Props = { projects: readonly { id: number; name: string }[]; text: string; onGo: (href: string) => void };

/** The projects to jump to: of many the first, and how many more there are. */
export function ProjectGroup({ projects, text, onGo }: Props) {
  const { shown, more } = fittingProjects(projects, text);
  if (shown.length === 0) return null;
  return (
    <PaletteGroup heading="Projects">
      {shown.map(({ id, name }) => (
        <Command.Item
          key={id}
          value={`project ${name} ${id}`}
          keywords={[name]}
          className={ROW}
          onSelect={() => onGo(`/sessions?project=${id}`)}
        >
          <FolderIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
        </Command.Item>
      ))}
      {more > 0 ? (
        <Command.Item forceMount disabled value="more projects" className="px-2.5 py-1.5 text-xs text-muted-foreground">
          {countOf(more, "more project")}: type a part of the name.
        </Command.Item>
      ) : null}
    </PaletteGroup>
  );
}
