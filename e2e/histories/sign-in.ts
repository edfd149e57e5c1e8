// Signing in as a browser does, by HTTP alone: the form's token, the form, and the cookie that comes of it.

function cookiesOf(answer: Response): string[] {
  return answer.headers.getSetCookie().flatMap((cookie) => cookie.split(";", 1));
}

/** The cookies of somebody who is signed in. */
export async function signInByHttp(origin: string, { email, password }: { email: string; password: string }): Promise<string> {
  const asked = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken }: { csrfToken: string } = await asked.json();
  const first = cookiesOf(asked);
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: first.join("; "), origin },
    body: new URLSearchParams({ csrfToken, email, password, callbackUrl: origin }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.some((cookie) => cookie.includes(".session="))) throw new Error(`Signing in was answered with ${answer.status}.`);
  return [...first, ...cookies].join("; ");
}
