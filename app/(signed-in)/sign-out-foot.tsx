"use client";
import { ViewerFoot } from "@/components/shell/viewer-foot";
import { postForm } from "@/components/ui/post-form";
import { toast } from "@/components/ui/toast";

const signOut = (): Promise<void> =>
  postForm("signout", { callbackUrl: "/sign-in" }).then(
    ({ url }) => location.assign(url),
    () => toast.error("The server cannot be reached."),
  );

export function SignOutFoot(props: { name: string; personId: number; roles: string }) {
  return <ViewerFoot {...props} onSignOut={signOut} />;
}
