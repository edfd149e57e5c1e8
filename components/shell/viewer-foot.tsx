"use client";
import { LogOutIcon } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ThemeSwitch } from "./theme-switch";

type Props = { name: string; personId: number; roles: string; onSignOut: () => Promise<void> };

/** Who is signed in, the theme, and the way out. */
export function ViewerFoot({ name, personId, roles, onSignOut }: Props) {
  const [isBusy, setBusy] = useState(false);
  const leave = () => {
    setBusy(true);
    void onSignOut().finally(() => setBusy(false));
  };
  return (
    <div className="flex min-h-[52px] shrink-0 items-center gap-2 border-t border-sidebar-border px-3 in-data-folds:max-lg:flex-col in-data-folds:max-lg:py-3">
      <Avatar name={name} personId={personId} />
      <span className="min-w-0 flex-1 in-data-folds:max-lg:hidden">
        <span aria-hidden className="block truncate leading-[17px] font-medium">
          {name}
        </span>
        <span className="block truncate text-2xs text-muted-foreground" title={roles}>
          {roles}
        </span>
      </span>
      <ThemeSwitch />
      <Button variant="ghost" size="icon-sm" aria-label="Sign out" title="Sign out" isBusy={isBusy} onClick={leave}>
        <LogOutIcon aria-hidden />
      </Button>
    </div>
  );
}
