"use client";
import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
};

/** One of a few, all in view. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      data-slot="segmented"
      value={value}
      onValueChange={(next) => next && onChange(next as T)} // as: the values are those of the options
      className="inline-flex max-w-full overflow-hidden rounded-md border border-input bg-card"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-[30px] items-center gap-1.5 border-r px-3 font-medium text-muted-foreground outline-offset-[-2px] last:border-r-0 hover:bg-accent data-[state=on]:bg-primary-soft data-[state=on]:text-primary pointer-coarse:h-11 [&_svg]:size-3.5"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
