"use client";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { useIsAwake } from "@/components/ui/use-is-awake";
import { useForm } from "./form-state";

/**
 * Sends the form around it; until that is answered it does nothing more, and looks like it. `busy`: what it says meanwhile. Before the page's scripts
 * are there the form would go out by itself, with what is typed in the address.
 */
export function Submit({ busy, isBusy = false, className, children, ...props }: ComponentProps<typeof Button> & { busy?: string }) {
  const { isSending } = useForm();
  const isAwake = useIsAwake();
  return (
    <Button {...props} type="submit" disabled={!isAwake} isBusy={isBusy || isSending} className={`disabled:opacity-100 ${className ?? ""}`}>
      {isSending && busy !== undefined ? busy : children}
    </Button>
  );
}
