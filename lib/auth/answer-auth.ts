/** The one door of next-auth, for what its own pages and its browser side ask: sign-in, sign-out, who is this. */
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { takeRequest } from "@/lib/platform/current-request";
import { refused } from "./answer-request";
import { authOptions } from "./auth-options";
import { refusalFor } from "./refusal-for";
import { isSecure } from "./session-cookie";

/** Where next-auth keeps the address that somebody wants to go to; the names are its own. */
const callbackCookie = (): string => `${isSecure() ? "__Secure-" : ""}next-auth.callback-url`;

/** What next-auth takes for an address: it calls anything else a fault of this server. */
function isAddress(text: string, home: string): boolean {
  const base = text.startsWith("/") ? home : undefined;
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol);
}

/** What next-auth reads for JSON and cannot, it calls a fault of this server as well. */
function isReadable(request: NextRequest): Promise<boolean> {
  const isJson = request.method === "POST" && (request.headers.get("content-type") ?? "").includes("application/json");
  if (!isJson) return Promise.resolve(true);
  return request
    .clone()
    .json()
    .then(
      () => true,
      () => false,
    );
}

type Context = { params: Promise<{ nextauth: string[] }> };

/** Where it could not be found out who this is, next-auth would have the browser forget it. */
async function askNextAuth(request: NextRequest, context: Context): Promise<Response> {
  const faults: unknown[] = [];
  const answer = await NextAuth(authOptions((error) => faults.push(error)))(request, context);
  return faults.length > 0 ? refused(refusalFor(faults[0], "next-auth")) : answer;
}

/** An address that is none is refused, and forgotten if the browser had kept it: the next try is not refused for it. */
export async function answerAuth(request: NextRequest, context: Context): Promise<Response> {
  takeRequest();
  if (!(await isReadable(request))) return Response.json({ message: "The body is no JSON." }, { status: 400 });
  const { origin, searchParams } = request.nextUrl;
  const wanted = [searchParams.get("callbackUrl"), request.cookies.get(callbackCookie())?.value];
  if (wanted.every((text) => !text || isAddress(text, origin))) return askNextAuth(request, context);
  const forget = `${callbackCookie()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
  return Response.json({ message: "The address to go to afterwards is none." }, { status: 400, headers: { "set-cookie": forget } });
}
