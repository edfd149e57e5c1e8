"use server";
import { z } from "zod";
import { answerAnyone } from "@/lib/auth/answer-action";
import type { Answer } from "@/lib/domain/refusal";
import { redeemLink } from "@/lib/services/people/redeem-link";

const input = z.object({ token: z.string().max(200), password: z.string().max(1_000) });

/** Sets the password of whoever the one-time link belongs to; `email` is what to sign in with. */
export async function redeemLinkAction(link: { token: string; password: string } | FormData): Promise<Answer<{ email: string }>> {
  return answerAnyone(input, link, ({ token, password }) => redeemLink(token, password));
}
