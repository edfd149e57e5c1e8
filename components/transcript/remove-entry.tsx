"use client";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { visibleText } from "@/lib/domain/text/visible-text";
import { useScene } from "./scene";

/** Has the agent forget what it was to do by itself; not there for who may not. */
export function RemoveEntry({ id, what }: { id: string; what: string }) {
  const { runCommand } = useScene();
  const [isAsked, setAsked] = useState(false);
  if (!runCommand) return null;
  const remove = async () => {
    setAsked(true);
    if (!(await runCommand("schedule", ["remove", id]))) setAsked(false);
  };
  return (
    <Button
      size="sm"
      variant="danger-quiet"
      disabled={isAsked}
      aria-label={`Remove ${visibleText(what.slice(0, 200))}`}
      onClick={() => void remove()}
    >
      <Trash2 aria-hidden />
      {isAsked ? "Asked" : "Remove"}
    </Button>
  );
}
