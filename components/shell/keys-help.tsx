"use client";
import { Fragment } from "react";
import { KeyCaps, useIsMac } from "@/components/ui/key-caps";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/overlays/dialog";
import { useAllCommands } from "@/components/ui/page-commands";
import { costWords } from "@/lib/domain/sessions/cost-words";
import { keyCaps } from "./key-binding";

const COST_WORDS = Object.values(costWords);

/** Groups of the page come first, as they came; these last. */
const LAST = ["Go to", "Everywhere"];

const groupsOf = (commands: readonly { group: string }[]): string[] => {
  const own = new Set(commands.map(({ group }) => group));
  return [...[...own].filter((group) => !LAST.includes(group)), ...LAST];
};

/** Every key that does something here, from the table that binds them, and what the words beside a cost mean. */
export function KeysHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const isMac = useIsMac();
  const commands = useAllCommands().filter(({ keys }) => keys);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-[640px]">
        <DialogTitle>Keyboard and words</DialogTitle>
        <DialogDescription>What the keys do on this page, and what is meant by the words beside a cost.</DialogDescription>
        <div className="mt-4 columns-1 gap-8 sm:columns-2">
          {groupsOf(commands).map((group) => {
            const own = commands.filter((command) => command.group === group);
            if (own.length === 0) return null;
            return (
              <section key={group} aria-label={group} className="break-inside-avoid pb-4">
                <h3 className="mb-1 text-2xs font-medium tracking-wide text-muted-foreground uppercase">{group}</h3>
                <dl>
                  {own.map(({ says, keys }) => (
                    <div key={says} className="flex items-center justify-between gap-4 py-[3px]">
                      <dt>{says}</dt>
                      <dd>
                        <KeyCaps caps={keyCaps(keys ?? "", isMac)} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            );
          })}
        </div>
        <section aria-label="What is said of costs" className="mt-1 border-t pt-4">
          <h3 className="mb-1 text-2xs font-medium tracking-wide text-muted-foreground uppercase">What is said of costs</h3>
          <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
            {COST_WORDS.map(({ word, means }) => (
              <Fragment key={word}>
                <dt className="font-medium whitespace-nowrap">{word}</dt>
                <dd className="text-muted-foreground max-sm:mb-1">{means}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      </DialogContent>
    </Dialog>
  );
}
