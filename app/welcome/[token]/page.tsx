import type { Metadata } from "next";
import { SetPasswordForm } from "@/components/account/set-password-form";
import { EntryFrame } from "@/components/shell/entry-frame";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/reach/link";
import { RefusedError } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { describeLink } from "@/lib/services/people/redeem-link";
import { redeemLinkAction } from "./actions";

export const metadata: Metadata = { title: "Welcome", referrer: "no-referrer" };

export default async function WelcomePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await describeLink(token).catch((error: unknown) => {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  });
  if ("code" in link) {
    return (
      <EntryFrame title="This link is over" words={sayRefusal(link)}>
        <Button asChild>
          <Link href="/sign-in">To the sign-in page</Link>
        </Button>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={`Welcome, ${link.name}`} words={`Choose a password for ${link.email}.`}>
      <SetPasswordForm token={token} email={link.email} redeem={redeemLinkAction} />
    </EntryFrame>
  );
}
