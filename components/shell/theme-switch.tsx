"use client";
import { MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { useIsAwake } from "@/components/ui/use-is-awake";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const ICONS = { system: MonitorIcon, light: SunIcon, dark: MoonIcon } as const;

/** Light, dark, or as the system has it; the choice is this browser's. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const isAwake = useIsAwake();
  const current = isAwake && (theme === "light" || theme === "dark") ? theme : "system";
  const Icon = ICONS[current];
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`Theme: ${current}. Switch to ${NEXT[current]}.`}
      onClick={() => setTheme(NEXT[current])}
    >
      <Icon aria-hidden />
    </Button>
  );
}
