"use client";
import { signOut } from "next-auth/react";
import { ViewerFoot } from "@/components/shell/viewer-foot";

export function SignOutFoot(props: { name: string; personId: number; roles: string }) {
  return <ViewerFoot {...props} onSignOut={() => void signOut({ callbackUrl: "/sign-in" })} />;
}
