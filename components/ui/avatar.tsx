import { cn } from "./cn";

const TONES = [
  "bg-agent-soft text-agent",
  "bg-cost-soft text-cost",
  "bg-injected-soft text-injected",
  "bg-done-soft text-done",
  "bg-running-soft text-running",
];

/** A person's initials; the colour follows the person, the name is the tooltip. `isBesideName`: the name stands there and is read out once. */
export function Avatar({
  name,
  personId,
  size = "md",
  isBesideName = false,
  className,
}: {
  name: string;
  personId: number;
  size?: "md" | "lg";
  isBesideName?: boolean;
  className?: string;
}) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  const box = size === "lg" ? "size-[26px] text-2xs" : "size-[22px] text-[10px]";
  return (
    <span
      title={name}
      aria-hidden={isBesideName}
      data-slot="avatar"
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold",
        TONES[personId % TONES.length],
        box,
        className,
      )}
    >
      <span aria-hidden>{initials}</span>
      {isBesideName ? null : <span className="sr-only">{name}</span>}
    </span>
  );
}
