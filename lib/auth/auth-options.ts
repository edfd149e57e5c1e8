/** next-auth's options: credentials, and a token that carries nothing but the device's id. Only Next imports this file. */
import type { AuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { RefusedError } from "@/lib/domain/refusal";
import { requireSetting } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { isStorageAway } from "@/lib/platform/storage-away";
import { untilDone } from "@/lib/platform/until-done";
import { checkCredentials } from "./check-credentials";
import { revokeDevice } from "./revoke-device";
import { isSecure, SESSION_SECONDS, sessionCookieName, sessionToken } from "./session-cookie";
import { stampedAddress } from "./stamp-request";
import { viewerOfDevice } from "./viewer-of-device";

const ADDRESS_MAX = 2_000;

/** next-auth puts the message of what is thrown here into an address, so only a word of ours may leave. */
async function authorize(credentials: unknown, headers: Record<string, unknown> | undefined): Promise<User | null> {
  try {
    const device = await checkCredentials(credentials, {
      address: stampedAddress(headers),
      userAgent: String(headers?.["user-agent"] ?? ""),
    });
    return device && { id: device.deviceId };
  } catch (err) {
    if (err instanceof RefusedError) throw new Error(err.refusal.code);
    logger.error({ err }, "a sign-in failed");
    throw new Error(isStorageAway(err) ? "storage_unavailable" : "internal");
  }
}

/** next-auth keeps in a cookie where somebody wants to go, and sends it in the head of its answers: only a page of ours, and none that is too long for that. */
function ownAddress(wanted: string, home: string): string {
  const url = wanted.length <= ADDRESS_MAX && URL.canParse(wanted, home) ? new URL(wanted, home) : null;
  return url?.origin === home ? url.href : home;
}

/**
 * Made at a request: at build time there are no secrets yet. CSRF is next-auth's own double-submit token. `onFault`: it could not be found out who
 * this is, which next-auth takes for nobody.
 */
export function authOptions(onFault: (error: unknown) => void = () => {}): AuthOptions {
  const cookieOptions = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  return {
    secret: requireSetting("NEXTAUTH_SECRET"),
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: sessionCookieName(), options: cookieOptions } },
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        authorize: (credentials, request) => authorize(credentials, request.headers),
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
      jwt: ({ token, user }) => (user ? { sub: user.id, sid: user.id } : token),
      async session({ session, token }) {
        const parsed = sessionToken.safeParse(token);
        const looked = parsed.success ? viewerOfDevice(parsed.data.sid, { active: false }) : null;
        const viewer = await looked?.catch((error: unknown) => {
          onFault(error);
          throw error;
        });
        return viewer ? { expires: session.expires, user: { name: viewer.name, email: viewer.email } } : { expires: session.expires };
      },
    },
    events: {
      async signOut({ token }) {
        const parsed = sessionToken.safeParse(token);
        // The browser forgets its cookie in any case: who has a copy must not stay signed in because the database was away.
        if (parsed.success) await untilDone("a device could not be signed out", () => revokeDevice(parsed.data.sid));
      },
    },
  };
}
