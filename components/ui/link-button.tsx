"use client";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Link } from "./link";

/** A link that looks, is called and is pressed like a button: the one way on from a page. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild variant="primary">
      <Link
        href={href}
        role="button"
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          event.currentTarget.click();
        }}
      >
        {children}
      </Link>
    </Button>
  );
}
