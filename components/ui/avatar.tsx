import { cn } from "./cn";

const TONES = [
  "bg-agent-soft text-agent",
  "bg-cost-soft text-cost",
  "bg-injected-soft text-injected",
  "bg-done-soft text-done",
  "bg-running-soft text-running",
];

/** A person's initials; the colour follows the person, the name is the tooltip. */
export function Avatar({
  name,
  personId,
  size = "md",
  className,
}: {
  name: string;
  personId: number;
  size?: "sm" | "md" | "lg";
  className?: string;
}) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
  const box = size === "sm" ? "size-[18px] text-[9px]" : size === "lg" ? "size-[26px] text-2xs" : "size-[22px] text-[10px]";
  return (
    <span
      title={name}
      data-slot="avatar"
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold",
        TONES[personId % TONES.length],
        box,
        className,
      )}
    >
      <span aria-hidden>{initials}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
