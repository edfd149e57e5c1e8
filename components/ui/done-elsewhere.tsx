"use client";
import { Link } from "./link";

/** What a form has done, and the way to it, where its page did not come by itself. */
export function DoneElsewhere({ what, href }: { what: string; href: string }) {
  return (
    <>
      {what}, but its page does not come.{" "}
      <Link href={href} className="font-medium text-primary hover:underline">
        Open it
      </Link>
    </>
  );
}
