"use client";
import { MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const ICONS = { system: MonitorIcon, light: SunIcon, dark: MoonIcon } as const;
const nothing = () => () => {};

/** Light, dark, or as the system has it; the choice is this browser's. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const isHydrated = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
  const current = isHydrated && (theme === "light" || theme === "dark") ? theme : "system";
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
