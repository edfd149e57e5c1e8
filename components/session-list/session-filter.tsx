"use client";
import { SearchIcon } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { useGo } from "@/components/ui/use-go";

const PAUSE_MS = 250;

/** Words in the title; kept in the address, so that a reload and the way back keep it. */
export function SessionFilter() {
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

  return (
    <search className="relative block w-full sm:ml-auto sm:w-64">
      <SearchIcon aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
      <Input
        ref={field}
        type="search"
        aria-label="Filter by title"
        placeholder="Filter by title"
        value={text}
        onChange={(event) => change(event.target.value)}
        // What is clicked next must not be undone by an answer to what was typed before.
        onBlur={() => timer.current !== undefined && ask(text)}
        className="pl-8"
      />
    </search>
  );
}
