"use client";
import { type ComponentProps, useRef, useState } from "react";
import { FILTERED_FROM, nameFits } from "@/components/ui/name-fits";
import { FilterField } from "./filter-field";
import { isComposing } from "./is-composing";
import { Select } from "./select";

type Option = { id: number; name: string };
type Props = Omit<ComponentProps<typeof Select>, "value" | "defaultValue" | "onChange" | "children"> & {
  options: readonly Option[];
  /** What one of them is called, and several. */
  one: string;
  many: string;
  chosen: number | null;
  /** Null: nothing fits what they are filtered by. */
  onChoose: (id: number | null) => void;
};

/** One of several; where they are many, a field over it leaves those whose name has what is typed. */
export function FilteredSelect({ options, one, many, chosen, onChoose, autoFocus, ...control }: Props) {
  const [text, setText] = useState("");
  const select = useRef<HTMLSelectElement>(null);
  const isLong = options.length >= FILTERED_FROM;
  const fitting = options.filter(({ name }) => nameFits(name, text));

  function filter(typed: string) {
    setText(typed);
    const left = options.filter(({ name }) => nameFits(name, typed));
    if (!left.some(({ id }) => id === chosen)) onChoose(left[0]?.id ?? null);
  }

  return (
    <span className="grid gap-1.5">
      {isLong ? (
        <search>
          <FilterField
            aria-label={`Filter the ${many}`}
            placeholder={`Filter ${options.length} ${many}`}
            value={text}
            autoFocus={autoFocus}
            autoComplete="off"
            onChange={(event) => filter(event.target.value)}
            // What is typed here is not sent: it leads on to what is chosen by it.
            onKeyDown={(event) => {
              if ((event.key !== "Enter" && event.key !== "ArrowDown") || isComposing(event)) return;
              event.preventDefault();
              select.current?.focus();
            }}
          />
        </search>
      ) : null}
      <Select
        {...control}
        ref={select}
        required
        autoFocus={isLong ? false : autoFocus}
        value={chosen ?? ""}
        onChange={(event) => onChoose(Number(event.target.value))}
      >
        {fitting.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {isLong ? (
        <span role="status" className="text-xs text-muted-foreground empty:absolute">
          {text.trim() === ""
            ? null
            : fitting.length === 0
              ? `No ${one} has this in its name.`
              : `${fitting.length} of ${options.length} left.`}
        </span>
      ) : null}
    </span>
  );
}
