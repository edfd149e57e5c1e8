import { TableBody } from "@/components/transcript/tools/table-body";
import type { Listing } from "./command-listing";

/** What is left to say below what was drawn, in small letters. */
export function Under({ words }: { words: string }) {
  return words ? <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">{words}</p> : null;
}

/** What a command lists; of several lists each with its name. */
export function CommandTables({ listing: { tables, under } }: { listing: Extract<Listing, { kind: "tables" }> }) {
  return (
    <>
      {tables.map(({ name, table }) => (
        <div key={name} className="not-first:border-t">
          {tables.length > 1 ? <p className="px-3 py-1.5 text-xs font-medium">{name}</p> : null}
          <TableBody {...table} label={name} />
        </div>
      ))}
      <Under words={under} />
    </>
  );
}
