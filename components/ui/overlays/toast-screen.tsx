"use client";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { type ExternalToast, Toaster as Sonner, toast } from "sonner";
import { showNotes } from "./toast";

const SHOWN_MS = 6_000;

/** A button of a note goes with it: the focus goes back to where it was before, which sonner knows, else to the page. */
function leaveNote(): void {
  const holder = document.activeElement;
  if (!(holder instanceof HTMLElement && holder.closest("[data-sonner-toast]"))) return;
  holder.blur();
  if (document.activeElement === document.body) document.getElementById("main")?.focus();
}

function leaving({ action, ...options }: ExternalToast): ExternalToast {
  if (!action || typeof action !== "object" || !("onClick" in action)) return { ...options, action, onDismiss: leaveNote };
  const onClick: typeof action.onClick = (event) => {
    leaveNote();
    action.onClick(event);
  };
  return { ...options, action: { ...action, onClick }, onDismiss: leaveNote };
}

/** At most three notes at the lower right; the words of the one that says them decide whether it can be undone. */
export function ToastScreen() {
  const { resolvedTheme } = useTheme();
  useEffect(() => showNotes(({ kind, words, options }) => void toast[kind](words, leaving(options))), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      visibleToasts={3}
      duration={SHOWN_MS}
      closeButton
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        classNames: {
          // What opens over the page takes all presses; these are over that.
          toast: "!pointer-events-auto !pr-9 !rounded-lg !border-border !bg-popover !text-sm !text-popover-foreground !shadow-pop",
          title: "!font-medium wrap-anywhere",
          success: "[&_[data-icon]]:text-done",
          error: "[&_[data-icon]]:text-failed",
          actionButton: "!h-[26px] !rounded-md !bg-transparent !px-2 !text-sm !font-medium !text-primary hover:!bg-accent",
          closeButton:
            "!top-1/2 !right-2 !left-auto !size-6 !-translate-y-1/2 !transform-none !rounded-md !border-0 !bg-transparent !text-muted-foreground hover:!bg-accent",
        },
      }}
    />
  );
}
