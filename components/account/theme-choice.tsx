"use client";
import { MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { Segmented } from "@/components/ui/forms/segmented";

const OPTIONS = [
  {
    value: "system",
    label: (
      <>
        <MonitorIcon aria-hidden /> System
      </>
    ),
  },
  {
    value: "light",
    label: (
      <>
        <SunIcon aria-hidden /> Light
      </>
    ),
  },
  {
    value: "dark",
    label: (
      <>
        <MoonIcon aria-hidden /> Dark
      </>
    ),
  },
] as const;
const never = () => () => {};

/** Light, dark, or as the system has it. The server cannot know the choice: until the page runs, none is marked. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const isRunning = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const chosen = OPTIONS.find((option) => option.value === theme)?.value ?? "system";
  return (
    <Segmented<"system" | "light" | "dark" | ""> label="Theme" value={isRunning ? chosen : ""} options={OPTIONS} onChange={setTheme} />
  );
}
