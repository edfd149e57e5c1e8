"use client";
import type { ComponentProps } from "react";
import { Button } from "./button";
import { useForm } from "./form-state";

/** Sends the form around it; until that is answered it does nothing more, and looks like it. `busy`: what it says meanwhile. */
export function Submit({ busy, isBusy = false, children, ...props }: ComponentProps<typeof Button> & { busy?: string }) {
  const { isSending } = useForm();
  return (
    <Button {...props} type="submit" isBusy={isBusy || isSending}>
      {isSending && busy !== undefined ? busy : children}
    </Button>
  );
}
