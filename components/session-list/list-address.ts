/** Which part of the session list a page's address means; what cannot be is left out, never an error. */
import { ROW_ID_MAX } from "@/lib/domain/row-id";

type Raw = Record<string, string | string[] | undefined>;
export type ListView = { project: number | null; archived: boolean; q: string | undefined; shown: number; cursor: string | undefined };

export const SHOWN_AT_FIRST = 50;
/** As many rows as one page may hold; further ones are on a page of their own. */
export const SHOWN_AT_MOST = 200;

const textOf = (value: Raw[string]): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function wholeNumber(value: Raw[string], max: number): number | null {
  const text = textOf(value);
  if (!text || !/^\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number >= 1 && number <= max ? number : null;
}

export function readListAddress(params: Raw): ListView {
  const cursor = textOf(params.cursor);
  return {
    project: wholeNumber(params.project, ROW_ID_MAX),
    archived: params.archived === "1",
    q: textOf(params.q),
    shown: wholeNumber(params.shown, SHOWN_AT_MOST) ?? SHOWN_AT_FIRST,
    cursor: cursor && /^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor) ? cursor : undefined,
  };
}

export function listAddress({ project, archived, q, shown, cursor }: Partial<ListView>): string {
  const query = new URLSearchParams();
  if (project) query.set("project", String(project));
  if (archived) query.set("archived", "1");
  if (q) query.set("q", q);
  if (shown && shown !== SHOWN_AT_FIRST) query.set("shown", String(shown));
  if (cursor) query.set("cursor", cursor);
  return `/sessions${query.size > 0 ? `?${query}` : ""}`;
}

/** The address with more rows: as many again, or, when the page is full, the page after it. */
export function moreAddress(view: ListView, next: string): string {
  if (view.shown >= SHOWN_AT_MOST) return listAddress({ ...view, cursor: next, shown: SHOWN_AT_MOST });
  return listAddress({ ...view, shown: Math.min(SHOWN_AT_MOST, view.shown + SHOWN_AT_FIRST) });
}
