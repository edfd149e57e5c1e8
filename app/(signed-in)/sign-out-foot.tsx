"use client";
import { ViewerFoot } from "@/components/shell/viewer-foot";
import { postForm } from "@/components/ui/post-form";
import { toast } from "@/components/ui/toast";

async function signOut(): Promise<void> {
  const { url } = await postForm("signout", { callbackUrl: "/sign-in" });
  location.assign(url);
}

export function SignOutFoot(props: { name: string; personId: number; roles: string }) {
  return (
    <ViewerFoot
      {...props}
      onSignOut={() => void signOut().catch(() => toast.error("The server cannot be reached: you are still signed in."))}
    />
  );
}
