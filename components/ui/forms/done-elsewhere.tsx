import type { ComponentType, ReactNode } from "react";

type Props = {
  /** What was done, and the page that does not come. */
  what: string;
  href: string;
  /** Where the code for it is on the page anyway, a link that stays while the server is away. */
  as?: "a" | ComponentType<{ href: string; className: string; children: ReactNode }>;
};

/** What a form has done, and the way to it, where its page did not come by itself. */
export function DoneElsewhere({ what, href, as: Way = "a" }: Props) {
  return (
    <>
      {what} does not come.{" "}
      <Way href={href} className="font-medium text-primary hover:underline">
        Open it
      </Way>
    </>
  );
}
