import type { Metadata } from "next";
import { Logo } from "@/components/shell/logo";
import { RefusedError } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { describeLink } from "@/lib/services/people/redeem-link";
import { SetPasswordForm } from "@/components/account/set-password-form";
import { redeemLinkAction } from "./actions";

export const metadata: Metadata = { title: "Welcome", referrer: "no-referrer" };

export default async function WelcomePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await describeLink(token).catch((error: unknown) => {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  });
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[380px] flex-col justify-center gap-6 px-5 py-10">
      <div>
        <Logo className="size-9 text-primary" />
        <h1 className="mt-4 text-2xl font-semibold tracking-tight">{"code" in link ? "This link is over" : `Welcome, ${link.name}`}</h1>
        <p className="mt-1 text-muted-foreground">{"code" in link ? sayRefusal(link) : `Choose a password for ${link.email}.`}</p>
      </div>
      {"code" in link ? null : <SetPasswordForm token={token} redeem={redeemLinkAction} />}
    </main>
  );
}
