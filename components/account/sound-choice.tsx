"use client";
import { useEffect, useState } from "react";
import { Segmented } from "@/components/ui/forms/segmented";
import { chooseSound, playSound, wantsSound } from "@/components/ui/sound";

const OPTIONS = [
  { value: "off", label: "Off" },
  { value: "on", label: "On" },
] as const;

/** A short sound for sessions in a tab out of sight; choosing it plays it once. */
export function SoundChoice() {
  const [choice, setChoice] = useState<"off" | "on" | "">("");
  useEffect(() => setChoice(wantsSound() ? "on" : "off"), []);
  const choose = (wanted: "off" | "on" | "") => {
    chooseSound(wanted === "on");
    setChoice(wantsSound() ? "on" : "off");
    if (wanted === "on") void playSound(false);
  };
  return <Segmented<"off" | "on" | ""> label="Sound" value={choice} options={OPTIONS} onChange={choose} />;
}
