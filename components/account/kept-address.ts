/** With what to sign in after a password was set, for the next page of this tab alone: a one-time link signs nobody in, and an address is in no URL. */

const KEY = "octomind:sign-in-as";

export function keepAddress(email: string): void {
  try {
    sessionStorage.setItem(KEY, email);
  } catch {
    // A browser without storage: it is typed once more.
  }
}

/** Once: who comes to this tab later finds nothing. */
export function takeAddress(): string | null {
  try {
    const email = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return email;
  } catch {
    return null;
  }
}
