import type { ComponentProps, ReactNode } from "react";

/** The browser's own checkbox with its label as one target. */
export function Checkbox({ label, hint, ...props }: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: string }) {
  return (
    <label className="flex items-start gap-2.5 py-1 pointer-coarse:py-2.5">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-primary" {...props} />
      <span>
        {label}
        {hint && <span className="block text-xs text-muted-foreground">{hint}</span>}
      </span>
    </label>
  );
}
