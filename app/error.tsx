"use client";
import type { ComponentProps } from "react";
import { PageFailure } from "@/components/shell/page-failure";

export default function PageError(failure: ComponentProps<typeof PageFailure>) {
  return (
    <main className="flex min-h-dvh">
      <PageFailure {...failure} />
    </main>
  );
}
