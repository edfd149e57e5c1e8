"use client";
import { type ComponentProps, useState } from "react";
import { Button } from "./button";

type Props = Omit<ComponentProps<typeof Button>, "onClick" | "isBusy"> & { work: (button: HTMLElement) => Promise<unknown> };

/** A button whose work takes as long as the network does: until it is done it does nothing more, and looks like it. */
export function WorkButton({ work, ...props }: Props) {
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      {...props}
      isBusy={isBusy}
      onClick={({ currentTarget }) => {
        setBusy(true);
        void work(currentTarget).finally(() => setBusy(false));
      }}
    />
  );
}
