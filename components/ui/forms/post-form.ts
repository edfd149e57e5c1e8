/** Signs in and out: the two forms of the library that does it, posted without its code for browsers, which weighs as much as the page. */

export type Posted = { ok: boolean; error: string | null; url: string };

/** A network may take everything and pass nothing on. */
const PATIENCE_MS = 30_000;

/** Throws when the server cannot be reached, or does not answer. */
export async function postForm(path: "callback/credentials" | "signout", fields: Readonly<Record<string, string>>): Promise<Posted> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { csrfToken }: { csrfToken: string } = await (await fetch("/api/auth/csrf", { signal })).json();
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    signal,
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const { url }: { url: string } = await response.json();
  return { ok: response.ok, error: new URL(url, location.origin).searchParams.get("error"), url };
}
