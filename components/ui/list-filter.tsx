"use client";
import { ListFilterIcon } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { EmptyState } from "./empty-state";
import { FilterField } from "./forms/filter-field";
import { useGo } from "./reach/use-go";

const PAUSE_MS = 250;

/**
 * `found`: what the list has now, which a screen reader is told when that changes. `none`: what stands there where nothing fits; the page has other
 * words for it where it is left out.
 */
type Props = { label: string; found: string; none?: string | null; className?: string | undefined };

/** What a list is filtered by; kept in the address, so that a reload and the way back keep it. */
export function ListFilter({ label, found, none = null, className }: Props) {
  const go = useGo();
  const path = usePathname();
  const params = useSearchParams();
  const [text, setText] = useState(params.get("q") ?? "");
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The page stays where a link leads to another list of it: what is not being typed is what that list is of.
  useEffect(() => {
    if (document.activeElement !== field.current) setText(params.get("q") ?? "");
  }, [params]);

  function ask(value: string) {
    clearTimeout(timer.current);
    timer.current = undefined;
    const next = new URLSearchParams(params);
    if (value.trim()) next.set("q", value);
    else next.delete("q");
    next.delete("cursor");
    next.delete("shown");
    go(`${path}?${next}`, { replace: true, scroll: false });
  }

  function change(value: string) {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(value), PAUSE_MS);
  }

  function clear() {
    setText("");
    ask("");
    field.current?.focus();
  }

  return (
    <>
      <search className={cn("block w-full sm:w-64", className)}>
        <FilterField
          ref={field}
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => change(event.target.value)}
          // What is clicked next must not be undone by an answer to what was typed before.
          onBlur={() => timer.current !== undefined && ask(text)}
        />
      </search>
      <span role="status" className="sr-only">
        {none ?? found}
      </span>
      {none === null ? null : (
        <EmptyState icon={<ListFilterIcon aria-hidden />} title={none} action={<Button onClick={clear}>Clear the filter</Button>}>
          Try fewer words, or a part of one.
        </EmptyState>
      )}
    </>
  );
}

/** The filter of a list of people, and what is said where nobody fits. */
export function PersonFilter({ fits, className }: { fits: number; className?: string }) {
  const none = fits > 0 ? null : "Nobody has this in name or email";
  return <ListFilter label="Filter people" found={fits === 1 ? "1 person" : `${fits} people`} none={none} className={className} />;
}
