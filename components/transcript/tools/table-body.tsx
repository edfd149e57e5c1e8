"use client";
import { useState } from "react";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { TableResult } from "@/lib/domain/tools/tool-detect";
import { MorePieces } from "./line-text";

const ROWS = 20;
const PIECE = 200;
const CELL_SHOWN = 300;

const cellText = (cell: string): string => `${visibleText(cell.slice(0, CELL_SHOWN))}${cell.length > CELL_SHOWN ? "…" : ""}`;

/** A column is as wide as what stands in it, up to so many characters: a word is not broken because others are long. */
const WIDTH_MAX = 20;
const widthOf = (cells: readonly (string | null | undefined)[]): string =>
  `calc(${Math.min(WIDTH_MAX, Math.max(0, ...cells.map((cell) => (cell ?? "null").length)))}ch + var(--spacing) * 6)`;

/** Rows and columns, whatever wrote them; `label`: what assistive technology calls them. */
export function TableBody({ columns, rows, label = "Table" }: TableResult & { label?: string }) {
  const [count, setCount] = useState(ROWS);
  const shown = rows.slice(0, count);
  const widths = columns.map((_name, place) => widthOf(shown.map((row) => row[place])));
  return (
    <>
      <section aria-label={label} className="max-h-96 overflow-auto" tabIndex={0}>
        <table className="w-full text-left text-xs">
          <thead className="sticky top-0 bg-secondary text-secondary-foreground">
            <tr>
              {columns.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={index} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                  {cellText(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <tr key={index} className="border-t">
                {row.map((cell, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
                  <td key={place} className="max-w-80 px-3 py-1 align-top font-mono wrap-anywhere" style={{ minWidth: widths[place] }}>
                    {cell === null ? <i className="text-muted-foreground">null</i> : cellText(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <MorePieces shown={shown.length} total={rows.length} piece={PIECE} unit="rows" onShow={setCount} />
    </>
  );
}
