/** Who asks, for pages, server actions and route handlers. */
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { returnPath } from "@/lib/domain/people/return-path";
import type { Viewer } from "@/lib/domain/viewer";
import { takeRequest } from "@/lib/platform/current-request";
import { deviceIdOfCookie, sessionCookieName } from "./session-cookie";
import { stampedPath } from "./stamp-request";
import { viewerOfDevice } from "./viewer-of-device";

/** The viewer of this request, or null; read once per request however many components ask. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  takeRequest();
  const deviceId = await deviceIdOfCookie((await cookies()).get(sessionCookieName())?.value);
  return deviceId ? viewerOfDevice(deviceId) : null;
});

/** Whether this browser was signed in: where there is no viewer, its device was signed out since, or was not used for too long. */
export async function hasDevice(): Promise<boolean> {
  return (await deviceIdOfCookie((await cookies()).get(sessionCookieName())?.value)) !== null;
}

async function signInPath(): Promise<string> {
  const wanted = returnPath(stampedPath(await headers()));
  return wanted === returnPath(undefined) ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(wanted)}`;
}

/** For pages and layouts: the viewer, or off to the sign-in page and back. Layouts are not enough: every page asks for itself. */
export async function requireViewer(): Promise<Viewer> {
  return (await currentViewer()) ?? redirect(await signInPath());
}
