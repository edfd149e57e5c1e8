/** Signs in and out: the two forms of the library that does it, posted without its code for browsers, which weighs as much as the page. */

export type Posted = { ok: boolean; error: string | null; url: string };

/** Throws when the server cannot be reached. */
export async function postForm(path: "callback/credentials" | "signout", fields: Readonly<Record<string, string>>): Promise<Posted> {
  const { csrfToken }: { csrfToken: string } = await (await fetch("/api/auth/csrf")).json();
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const { url }: { url: string } = await response.json();
  return { ok: response.ok, error: new URL(url, location.origin).searchParams.get("error"), url };
}
