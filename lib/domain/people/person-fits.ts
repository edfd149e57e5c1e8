/** Whether a person is among those that a list is filtered to: by a part of the name or the email, in any case. */
export const personFits = ({ name, email }: { name: string; email: string }, text: string): boolean =>
  `${name} ${email}`.toLowerCase().includes(text.trim().toLowerCase());
