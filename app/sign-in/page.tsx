import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/components/shell/logo";
import { currentViewer } from "@/lib/auth/current-viewer";
import { returnPath } from "@/lib/domain/return-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { callbackUrl } = await searchParams;
  const goal = returnPath(callbackUrl);
  if (await currentViewer()) redirect(goal);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[380px] flex-col justify-center gap-6 px-5 py-10">
      <div>
        <Logo className="size-9 text-primary" />
        <h1 className="mt-4 text-2xl font-semibold tracking-tight">Sign in</h1>
        <p className="mt-1 text-muted-foreground">Your team's conversations with Octomind.</p>
      </div>
      <SignInForm goal={goal} />
      <p className="text-xs text-muted-foreground">No account, or a forgotten password? An administrator can give you a one-time link.</p>
    </main>
  );
}
