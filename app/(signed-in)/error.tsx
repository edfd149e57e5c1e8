"use client";
import type { ComponentProps } from "react";
import { PageFailure } from "@/components/shell/page-failure";

/** Keeps the rail: the other pages may well work. */
export default function SignedInError(failure: ComponentProps<typeof PageFailure>) {
  return <PageFailure {...failure} />;
}
