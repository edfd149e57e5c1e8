/** The session cookie: its name, its flags, and the id of the signed-in device inside its encrypted token. */
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { DEVICE_ABSOLUTE_HOURS } from "@/lib/domain/people/device-limits";
import { env, requireSetting } from "@/lib/platform/env";

/** The cookie lives as long as its device may at most; the device's row decides earlier. */
export const SESSION_SECONDS = DEVICE_ABSOLUTE_HOURS * 60 * 60;

/** True when people reach the dashboard over https: cookies are then never sent without it. */
export function isSecure(): boolean {
  return (env.NEXTAUTH_URL ?? "").startsWith("https:");
}

/** The prefix makes browsers refuse a cookie that another host of the same domain, or plain http, has set. */
export function sessionCookieName(): string {
  return `${isSecure() ? "__Host-" : ""}octomind-dashboard.session`;
}

/** What our tokens carry: only which device this is. Everything else is read from the database at each use. */
export const sessionToken = z.object({ sid: z.uuid() });

/** The device that a session cookie's value belongs to; null for a forged, foreign or expired one. */
export async function deviceIdOfCookie(value: string | undefined): Promise<string | null> {
  try {
    const token = sessionToken.safeParse(await decode({ token: value ?? "", secret: requireSetting("NEXTAUTH_SECRET") }));
    return token.success ? token.data.sid : null;
  } catch {
    return null; // not a token of ours: the same as none
  }
}
