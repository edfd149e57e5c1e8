import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EntryFrame } from "@/components/shell/entry-frame";
import { Notice } from "@/components/ui/notice";
import { currentViewer, hasDevice } from "@/lib/auth/current-viewer";
import { returnPath } from "@/lib/domain/people/return-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { callbackUrl, password } = await searchParams;
  const goal = returnPath(callbackUrl);
  if (await currentViewer()) redirect(goal);
  const isOut = password !== "set" && (await hasDevice());
  return (
    <EntryFrame title="Sign in" words="to the dashboard of your team">
      {password === "set" ? (
        <Notice role="status" tone="ok" className="mb-4">
          Your password is set. Sign in with it.
        </Notice>
      ) : null}
      {isOut ? (
        <Notice role="status" tone="warn" className="mb-4">
          This device was signed out. What you had written to an agent is kept in this browser. Sign in to go on.
        </Notice>
      ) : null}
      <SignInForm goal={goal} />
      <p className="mt-4 text-xs leading-[18px] text-muted-foreground">
        No account yet, or the password is lost? An administrator makes you a one-time link. There is no self sign-up.
      </p>
    </EntryFrame>
  );
}
