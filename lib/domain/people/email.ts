/** E-mail addresses as account names: one spelling each, and nothing that a mail program could read in two ways. */
import { z } from "zod";

const LENGTH_MAX = 254;
/** No quoted local part, no comments, no second @; a host of plain labels, one is enough (admin@localhost). */
const grammar =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** The one spelling of an address (NFKC, lower case), or null when it is none. Look-alikes are normalised before they are judged. */
export function parseEmail(typed: string): string | null {
  if (typed.length > LENGTH_MAX * 2) return null;
  const email = typed.normalize("NFKC").trim().toLowerCase();
  return email.length <= LENGTH_MAX && grammar.test(email) ? email : null;
}

export const emailSchema = z.string().transform((typed, context) => {
  const email = parseEmail(typed);
  if (email) return email;
  context.addIssue({ code: "custom", message: "This is not an e-mail address." });
  return z.NEVER;
});
