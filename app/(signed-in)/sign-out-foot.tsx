"use client";
import { ViewerFoot } from "@/components/shell/viewer-foot";
import { toast } from "@/components/ui/overlays/toast";

/** What posts it is fetched then: where that cannot be had, the server cannot be reached either. */
async function signOut(): Promise<void> {
  try {
    const { postForm } = await import("@/components/ui/forms/post-form");
    location.assign((await postForm("signout", { callbackUrl: "/sign-in" })).url);
  } catch {
    toast.error("The server cannot be reached.");
  }
}

export function SignOutFoot(props: { name: string; personId: number; roles: string }) {
  return <ViewerFoot {...props} onSignOut={signOut} />;
}
