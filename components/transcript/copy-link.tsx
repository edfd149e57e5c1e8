"use client";
import { Link2 } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { takeLink } from "@/components/ui/copy-text";
import { useScene } from "./scene";

/** Copies the address that opens the session at an event, marked. */
export function CopyLink({ seq, label = "Copy link" }: { seq: number; label?: string }) {
  const { linkTo } = useScene();
  return <CopyButton text={() => linkTo(seq)} label={label} icon={<Link2 aria-hidden />} instead={takeLink} />;
}
